# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# corolint_target(NAME [TARGETS TARGET...] [DEPENDS TARGET_OR_FILE...] [OPTIONS OPTION...])
#   NAME     a target that analyses TARGETs' sources, each in a build step of its own that is repeated when something has changed that
#            its results depend on, and links and reports them together: like one run of corolint over those sources
#   TARGETS  all of this folder and those below, without
#   DEPENDS  what has to be there first, beside the files that the build generates for TARGETs and for what they link
#   OPTIONS  options of corolint; relative files in them are of the current source folder
#
# Sources are found at the end of the current folder's CMakeLists.txt, so that targets may be defined behind the call.

# Whether OPTION is about reports, which are the link's business alone.
function(_corolint_is_of_report option result)
  set(${result} FALSE PARENT_SCOPE)
  if(option MATCHES "^--(format|fix|fix-suggested|diff|add-suppressions|statistics|changed-since)(=|$)")
    set(${result} TRUE PARENT_SCOPE)
  endif()
endfunction()

# The targets of FOLDER and of those below that may have C++ sources.
function(_corolint_targets_below folder result)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  set(found "")
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "EXECUTABLE|STATIC_LIBRARY|SHARED_LIBRARY|MODULE_LIBRARY|OBJECT_LIBRARY")
      list(APPEND found ${target})
    endif()
  endforeach()
  get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(each IN LISTS folders)
    _corolint_targets_below(${each} below)
    list(APPEND found ${below})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# SOURCES: the absolute names of TARGET's sources that a unit is made of; GENERATED: those of its files that the build makes.
function(_corolint_sources_of target sources generated)
  get_target_property(files ${target} SOURCES)
  get_target_property(source_folder ${target} SOURCE_DIR)
  get_target_property(binary_folder ${target} BINARY_DIR)
  set(extensions ${CMAKE_C_SOURCE_FILE_EXTENSIONS} ${CMAKE_CXX_SOURCE_FILE_EXTENSIONS})
  set(units "")
  set(made "")
  if(NOT files)
    set(files "")
  endif()
  foreach(file IN LISTS files)
    if(file MATCHES "\\$<")
      if(NOT file MATCHES "^\\$<TARGET_OBJECTS:")
        message(AUTHOR_WARNING "corolint_target: '${file}' of '${target}' is known only when the build is generated, and is not analysed")
      endif()
      continue()
    endif()
    cmake_path(IS_ABSOLUTE file is_absolute)
    if(NOT is_absolute AND EXISTS ${source_folder}/${file})
      set(file ${source_folder}/${file})
    elseif(NOT is_absolute)
      set(file ${binary_folder}/${file})
    endif()
    cmake_path(NORMAL_PATH file)
    foreach(property IN ITEMS GENERATED LANGUAGE HEADER_FILE_ONLY)
      get_source_file_property(${property} ${file} TARGET_DIRECTORY ${target} ${property})
    endforeach()
    if(GENERATED)
      list(APPEND made ${file})
    endif()
    if(HEADER_FILE_ONLY)
      continue()
    endif()
    cmake_path(GET file EXTENSION LAST_ONLY extension)
    string(REGEX REPLACE "^\\." "" extension "${extension}")
    if(LANGUAGE MATCHES "^(C|CXX)$" OR (NOT LANGUAGE AND extension IN_LIST extensions))
      list(APPEND units ${file})
    endif()
  endforeach()
  set(${sources} ${units} PARENT_SCOPE)
  set(${generated} ${made} PARENT_SCOPE)
endfunction()

# What the build generates for TARGET and for what it links, and what it is made to depend on by hand.
function(_corolint_generated_for target _seen result)
  set(found "")
  if(TARGET ${target} AND NOT target IN_LIST ${_seen})
    get_target_property(aliased ${target} ALIASED_TARGET)
    if(aliased)
      set(target ${aliased})
    endif()
    list(APPEND ${_seen} ${target})
    get_target_property(imported ${target} IMPORTED)
    if(NOT imported)
      _corolint_sources_of(${target} ignored found)
      # Make knows the rule for a file in the folder of its target alone.
      if(found AND NOT CMAKE_GENERATOR MATCHES "Ninja")
        set(found ${target})
      endif()
      get_target_property(by_hand ${target} MANUALLY_ADDED_DEPENDENCIES)
      if(by_hand)
        list(APPEND found ${by_hand})
      endif()
    endif()
    foreach(property IN ITEMS LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(linked ${target} ${property})
      foreach(each IN LISTS linked)
        _corolint_generated_for("${each}" ${_seen} more)
        list(APPEND found ${more})
      endforeach()
    endforeach()
  endif()
  set(${_seen} ${${_seen}} PARENT_SCOPE)
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# The second half of corolint_target, when all targets are known.
function(_corolint_add_steps name targets depends options)
  if(NOT targets)
    _corolint_targets_below(${CMAKE_CURRENT_SOURCE_DIR} targets)
  endif()
  set(sources "")
  set(seen "")
  foreach(target IN LISTS targets)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "corolint_target(${name}): there is no target '${target}'")
    endif()
    get_target_property(unity ${target} UNITY_BUILD)
    if(unity)
      message(FATAL_ERROR "corolint_target(${name}): '${target}' is a unity build, whose units are not its sources; switch UNITY_BUILD off, "
                          "or run corolint -p ${CMAKE_BINARY_DIR}")
    endif()
    _corolint_sources_of(${target} more ignored)
    list(APPEND sources ${more})
    _corolint_generated_for(${target} seen more)
    list(APPEND depends ${more})
  endforeach()
  list(REMOVE_DUPLICATES sources)
  list(REMOVE_DUPLICATES depends)
  if(NOT sources)
    message(FATAL_ERROR "corolint_target(${name}): no C++ source in '${targets}'")
  endif()

  set(of_units "")
  foreach(option IN LISTS options)
    _corolint_is_of_report(${option} is_of_report)
    if(NOT is_of_report)
      list(APPEND of_units ${option})
    endif()
  endforeach()

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.corolint)
  # The build writes its database anew even when nothing in it has changed.
  set(database ${folder}/compile_commands.json)
  add_custom_command(OUTPUT ${database}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${CMAKE_BINARY_DIR}/compile_commands.json ${database}
    DEPENDS ${CMAKE_BINARY_DIR}/compile_commands.json
    COMMENT "" VERBATIM)
  # First, but no reason to repeat a step: what a unit reads of it, its dependency file says.
  set(files "")
  set(needed "")
  foreach(each IN LISTS depends)
    if(TARGET ${each})
      list(APPEND needed ${each})
    else()
      list(APPEND files ${each})
    endif()
  endforeach()
  add_custom_target(${name}.needs DEPENDS ${files})
  if(needed)
    add_dependencies(${name}.needs ${needed})
  endif()
  set(results "")
  foreach(source IN LISTS sources)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE title)
    string(REPLACE "../" "__/" result "${folder}/${title}.results")
    cmake_path(GET result PARENT_PATH parent)
    file(MAKE_DIRECTORY ${parent})
    add_custom_command(OUTPUT ${result}
      COMMAND corolint::corolint -p ${database} -j1 ${of_units} --emit=${result} --depfile=${result}.d ${source}
      DEPENDS ${source} ${database} ${name}.needs ${corolint_EXECUTABLE}
      DEPFILE ${result}.d
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
      COMMENT "Analysing ${title}"
      VERBATIM)
    list(APPEND results ${result})
  endforeach()
  # Always run: it is cheap, tells what was found before again, and also heeds the baseline and what git knows.
  add_custom_target(${name}
    COMMAND corolint::corolint link ${options} ${results}
    DEPENDS ${results}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "Reporting for ${name}"
    USES_TERMINAL
    VERBATIM)
endfunction()

function(corolint_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "TARGETS;DEPENDS;OPTIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "corolint_target(${name}): unknown arguments '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "corolint_target(${name}): set CMAKE_EXPORT_COMPILE_COMMANDS to ON before the targets are defined; the units' "
                        "commands are read from compile_commands.json")
  endif()
  # Evaluated here: a deferred call would see the variables of its own time.
  cmake_language(EVAL CODE
    "cmake_language(DEFER CALL _corolint_add_steps [[${name}]] [[${arg_TARGETS}]] [[${arg_DEPENDS}]] [[${arg_OPTIONS}]])")
endfunction()
