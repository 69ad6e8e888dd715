# SPDX-License-Identifier: GPL-3.0-or-later
# Defines mgx::duckdb: an installed DuckDB if there is one, else the locked library of packaging/duckdb, which is installed
# here if need be. Only the C API is visible: the C++ headers would tie us to the compiler that built the library.

find_path(DuckDB_INCLUDE_DIR duckdb.h)
find_library(DuckDB_LIBRARY duckdb)

if(NOT DuckDB_INCLUDE_DIR OR NOT DuckDB_LIBRARY)
  unset(DuckDB_INCLUDE_DIR CACHE)
  unset(DuckDB_LIBRARY CACHE)
  execute_process(COMMAND ${PROJECT_SOURCE_DIR}/packaging/install_duckdb.sh RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "DuckDB is missing: install it (duckdb.h, libduckdb.so), or npm and run packaging/install_duckdb.sh.")
  endif()
  set(modules ${PROJECT_SOURCE_DIR}/packaging/duckdb/node_modules)
  set(DuckDB_INCLUDE_DIR ${PROJECT_BINARY_DIR}/duckdb)
  set(DuckDB_LIBRARY ${modules}/@duckdb/node-bindings-linux-x64/libduckdb.so)
  configure_file(${modules}/duckdb/src/duckdb/src/include/duckdb.h ${DuckDB_INCLUDE_DIR}/duckdb.h COPYONLY)
endif()
message(STATUS "DuckDB: ${DuckDB_LIBRARY}")

add_library(mgx::duckdb SHARED IMPORTED GLOBAL)
set_target_properties(mgx::duckdb PROPERTIES
  IMPORTED_LOCATION ${DuckDB_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${DuckDB_INCLUDE_DIR})
