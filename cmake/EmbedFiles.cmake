# corolint_embed(OUTPUT SYMBOL FILE...): at build time, writes the C++ source file OUTPUT, which defines
# `const EmbeddedFile SYMBOL[]` (name without extension, text) for FILEs, ended by an entry without a name.
function(corolint_embed output symbol)
  string(REPLACE ";" "," files "${ARGN}")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DSYMBOL=${symbol} "-DFILES=${files}"
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesNow.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesNow.cmake
    VERBATIM)
endfunction()
