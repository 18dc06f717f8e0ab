# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# Sets VARIABLE to where the git repository that this is a clone of can be seen on the web, without
# what its address may hold of a user; to nothing where git's `origin` is no such place.
function(repository_url variable)
  set(${variable} "" PARENT_SCOPE)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/.git)
    return()
  endif()
  execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} config --get remote.origin.url
    OUTPUT_VARIABLE origin OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  string(REGEX REPLACE "(/+|\\.git/*)$" "" origin "${origin}")
  foreach(address IN ITEMS "^https://([^/@]*@)?([A-Za-z0-9.-]+\\.[a-z]+)(/)(.+)$"
                           "^(ssh://)?git@([A-Za-z0-9.-]+\\.[a-z]+)(:[0-9]+/|[:/])(.+)$")
    if(origin MATCHES "${address}")
      set(${variable} "https://${CMAKE_MATCH_2}/${CMAKE_MATCH_4}" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()
