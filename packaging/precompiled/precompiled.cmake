# SPDX-License-Identifier: GPL-3.0-or-later
# Three precompiled headers of the standard library and Qt, each compiled once and shared. None of our own headers is in them,
# and no file may lean on them: every file includes what it uses.

# Qt gives every test its own folders as macros. No test asks for them, and they would keep the tests from sharing a header.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

set(MGX_PRECOMPILED_DIR ${CMAKE_CURRENT_LIST_DIR})
set(MGX_HAS_PRECOMPILED FALSE)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU") # clang would have to be told to forget the time of day for ccache's sake
  set(MGX_HAS_PRECOMPILED TRUE)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>) # for ccache
endif()

# mgx_add_precompiled(<name> <Qt modules>...), with the definitions of the folder that calls it: compiles <name>.h once, as something that mgx_precompile can share.
function(mgx_add_precompiled name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// empty: carries the precompiled header\n")
  if(NOT MGX_HAS_PRECOMPILED)
    return()
  endif()
  add_library(mgx_precompiled_${name} OBJECT ${source})
  set_target_properties(mgx_precompiled_${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(mgx_precompiled_${name} PRIVATE ${ARGN})
  target_precompile_headers(mgx_precompiled_${name} PRIVATE ${MGX_PRECOMPILED_DIR}/${name}.h)
  # What ccache takes for the content of the compiled header, whose bytes differ from folder to folder.
  file(SHA256 ${MGX_PRECOMPILED_DIR}/${name}.h sum)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/mgx_precompiled_${name}.dir/cmake_pch.hxx.gch.sum
    CONTENT "${sum} ${CMAKE_CXX_COMPILER_VERSION} ${Qt6_VERSION}\n")
endfunction()

# mgx_precompile(<target> core|ui|test)
function(mgx_precompile target name)
  if(MGX_HAS_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM mgx_precompiled_${name})
  endif()
endfunction()

mgx_add_precompiled(core Qt6::Core)
mgx_add_precompiled(ui Qt6::Core Qt6::Gui Qt6::Qml Qt6::Quick)
