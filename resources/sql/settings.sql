-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings of the local engine, once per database and in this order. {memory} and {threads} are filled in.
-- default_null_order is global to the database: statements of the application spell out NULLS FIRST or LAST.
SET GLOBAL TimeZone = 'UTC';
SET GLOBAL temp_directory = '';
SET GLOBAL default_null_order = 'NULLS_LAST_ON_ASC_FIRST_ON_DESC';
SET GLOBAL integer_division = true;
SET GLOBAL memory_limit = '{memory}';
SET GLOBAL threads = {threads};
SET GLOBAL autoinstall_known_extensions = false;
SET GLOBAL autoload_known_extensions = false;
SET GLOBAL allow_community_extensions = false;
