# Finds LLVM, Clang and clang-tidy 22 where llvm-config-22 says they are. Sets, beside what LLVM's own packages set,
# LLVM_TOOLS_BINARY_DIR and COROLINT_RESOURCE_DIR, the folder of clang's own headers.

find_program(LLVM_CONFIG NAMES llvm-config-22 REQUIRED)
execute_process(COMMAND ${LLVM_CONFIG} --cmakedir OUTPUT_VARIABLE LLVM_CMAKE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
get_filename_component(LLVM_ROOT_CMAKE_DIR ${LLVM_CMAKE_DIR} DIRECTORY)
find_package(Clang CONFIG REQUIRED NO_DEFAULT_PATH PATHS ${LLVM_ROOT_CMAKE_DIR}/clang)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "corolint needs LLVM 22; found ${LLVM_PACKAGE_VERSION}")
endif()
separate_arguments(LLVM_DEFINITIONS_LIST NATIVE_COMMAND "${LLVM_DEFINITIONS}")

execute_process(COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir OUTPUT_VARIABLE COROLINT_RESOURCE_DIR
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
