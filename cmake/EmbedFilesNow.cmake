# The build-time half of corolint_embed.
string(REPLACE "," ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"corolint-embed(${text})corolint-embed\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"checks/knowledge/EmbeddedFile.h\"\n\n"
     "const corolint::EmbeddedFile corolint::${SYMBOL}[] = {\n${entries}    {nullptr, nullptr},\n};\n")
