# src/markup/mask.c: code and the texts of links, where the linker does not look
/^\t\tmask_recognised\(masker\);/d; /^\t\tmask_full_names\(masker\);/d
