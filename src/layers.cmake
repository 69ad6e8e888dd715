# SPDX-License-Identifier: GPL-3.0-or-later
# Everything the folders of src/ share: compiler settings and the helpers that declare a layer.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(MGX_CCACHE ccache)
if(MGX_CCACHE)
  # The settings are what ccache needs to keep objects that were made with a precompiled header.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_PCH_EXTSUM=1 ${MGX_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MGX_LLD ld.lld)
if(MGX_LLD)
  add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds) # false alarms of GCC 12 on std::string + (bug 105329)
endif()
# Without its exceptions simdjson has no conversions that throw: every error has to be asked for.
add_compile_definitions(SIMDJSON_EXCEPTIONS=0)
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-O1 -g1) # sanitizer builds: -O1 keeps the tests quick, line tables keep the reports readable
endif()
if(MGX_SANITIZE)
  add_compile_options(-fsanitize=${MGX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MGX_SANITIZE})
endif()
if(MGX_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent Gui Qml Quick QuickControls2 Charts Widgets Test QuickTest)
qt_standard_project_setup()
include(${PROJECT_SOURCE_DIR}/packaging/precompiled/precompiled.cmake)

# mgx_add_layer(<folder> [QT_OBJECTS] SOURCES ... [DEPENDS ...] [PRIVATE_DEPENDS ...])
# QT_OBJECTS: there are classes with Q_OBJECT in it.
# One folder = one static library mgx_<folder>; headers are included as "folder/file.h".
function(mgx_add_layer name)
  cmake_parse_arguments(ARG "QT_OBJECTS" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  qt_add_library(mgx_${name} STATIC ${ARG_SOURCES})
  set_target_properties(mgx_${name} PROPERTIES AUTOMOC ${ARG_QT_OBJECTS}) # looking for nothing takes seconds
  target_include_directories(mgx_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(mgx_${name} PUBLIC Qt6::Core ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
  if("Qt6::Quick" IN_LIST ARG_DEPENDS)
    mgx_precompile(mgx_${name} ui)
  else()
    mgx_precompile(mgx_${name} core)
  endif()
endfunction()

# mgx_add_qml_module(<name> URI Mgx.X [SOURCES ...] [QML ...] [SINGLETONS ...] [QML_DEPENDS URI ...] [DEPENDS ...] [PRIVATE_DEPENDS ...])
# A static QML module mgx_<name> with its plugin; what Qt 6.4 needs to find it is done here once. An executable that shows
# it links mgx_<name>plugin as well, and adds "qrc:/qt/qml" to the import path.
function(mgx_add_qml_module name)
  cmake_parse_arguments(ARG "" "URI" "SOURCES;QML;SINGLETONS;QML_DEPENDS;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  foreach(file ${ARG_QML} ${ARG_SINGLETONS})
    get_filename_component(alias ${file} NAME)
    set_source_files_properties(${file} PROPERTIES QT_RESOURCE_ALIAS ${alias})
  endforeach()
  set_source_files_properties(${ARG_SINGLETONS} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
  string(REPLACE "." "/" path ${ARG_URI})
  # Compiling QML ahead of time saves a tenth of a second at the start and costs minutes of building: for releases only.
  set(cachegen NO_CACHEGEN)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(cachegen "")
  endif()
  qt_add_library(mgx_${name} STATIC)
  qt_add_qml_module(mgx_${name}
    URI ${ARG_URI}
    VERSION 1.0
    RESOURCE_PREFIX /qt/qml
    OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/qml/${path}
    IMPORT_PATH ${PROJECT_BINARY_DIR}/qml
    SOURCES ${ARG_SOURCES}
    QML_FILES ${ARG_QML} ${ARG_SINGLETONS}
    DEPENDENCIES ${ARG_QML_DEPENDS}
    ${cachegen}
  )
  target_include_directories(mgx_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(mgx_${name} PUBLIC Qt6::Qml ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
  get_property(made DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${made})
    if(target MATCHES "^mgx_${name}(plugin_init|_resources_)")
      set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    endif()
  endforeach()
  if(ARG_SOURCES AND NOT "Qt6::Quick" IN_LIST ARG_DEPENDS) # models: no items of their own
    mgx_precompile(mgx_${name} core)
  else()
    target_link_libraries(mgx_${name} PUBLIC Qt6::Quick)
    mgx_precompile(mgx_${name} ui)
  endif()
  set_property(GLOBAL APPEND PROPERTY MGX_QML_MODULES mgx_${name} mgx_${name}plugin)
endfunction()

# mgx_link_qml_modules(<target>): links every module that has been declared, so that its QML can be loaded.
function(mgx_link_qml_modules target)
  get_property(modules GLOBAL PROPERTY MGX_QML_MODULES)
  target_link_libraries(${target} PRIVATE ${modules})
endfunction()
