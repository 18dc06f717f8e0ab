# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# What is installed, and the Debian package that `cpack` makes of it.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS corolint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET corolint-clangd)
  install(TARGETS corolint-clangd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS CorolintTidyModule LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/corolint)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

# Made by the program itself from its own tables.
foreach(page IN ITEMS "man;corolint.1" "completions bash;corolint.bash" "completions zsh;_corolint" "completions fish;corolint.fish")
  list(GET page 0 arguments)
  list(GET page 1 file)
  separate_arguments(arguments)
  set(file ${PROJECT_BINARY_DIR}/pages/${file})
  add_custom_command(OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/pages
    COMMAND sh -c "\"$0\" \"$@\" > ${file}" $<TARGET_FILE:corolint> ${arguments}
    DEPENDS corolint VERBATIM)
  list(APPEND pages ${file})
endforeach()
add_custom_target(pages ALL DEPENDS ${pages})
install(FILES ${PROJECT_BINARY_DIR}/pages/corolint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/pages/corolint.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME corolint)
install(FILES ${PROJECT_BINARY_DIR}/pages/_corolint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${PROJECT_BINARY_DIR}/pages/corolint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

configure_package_config_file(cmake/corolintConfig.cmake.in ${PROJECT_BINARY_DIR}/corolintConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/corolint)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/corolintConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/corolintConfig.cmake ${PROJECT_BINARY_DIR}/corolintConfigVersion.cmake
  cmake/CorolintTarget.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/corolint)
install(DIRECTORY bazel DESTINATION ${CMAKE_INSTALL_DATADIR}/corolint)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR corolint)
set(CPACK_PACKAGE_CONTACT "corolint <corolint@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
if(COROLINT_URL)
  set(CPACK_DEBIAN_PACKAGE_HOMEPAGE ${COROLINT_URL})
endif()
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's own headers, and a standard library: no unit parses without.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${COROLINT_LLVM_VERSION}-dev, libstdc++-12-dev | libstdc++-13-dev | libstdc++-14-dev | libc++-${COROLINT_LLVM_VERSION}-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clang-tidy-${COROLINT_LLVM_VERSION}, git")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "finds asynchronous bugs in C++20 coroutine code
 Tasks that nobody awaits, calls that block the event loop, tasks started
 without limit, failures that nobody hears, references that die across a
 suspension: found before the program runs, for any coroutine library.")
include(CPack)
