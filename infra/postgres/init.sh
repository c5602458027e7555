#!/bin/sh
# Runs once, on an empty data folder: one database and one user per service, and `personal` for the keys of persons.
# `operator` owns the databases and migrates them. A service reads and writes rows of its own database and can do
# nothing else: no other database, no table made, changed or emptied. To the log it may only add: the migrations take
# the rest of the rights on `events` away, and guard it against everybody. `keys` does the same in `personal`.
set -eu

sql() { psql -v ON_ERROR_STOP=1 --quiet --no-psqlrc -U "${POSTGRES_USER:-postgres}" -d "$@"; }

role() { # name, password
  printf "CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s';\n" "$1" "$2" | sql postgres
}

database() { # name, the role that works in it
  sql postgres <<SQL
CREATE DATABASE $1 OWNER operator;
REVOKE ALL ON DATABASE $1 FROM PUBLIC;
GRANT CONNECT ON DATABASE $1 TO $2;
SQL
  sql "$1" <<SQL
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO operator;
GRANT USAGE ON SCHEMA public TO $2;
ALTER DEFAULT PRIVILEGES FOR ROLE operator IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO $2;
ALTER DEFAULT PRIVILEGES FOR ROLE operator IN SCHEMA public GRANT USAGE ON SEQUENCES TO $2;
SQL
}

role operator "$DB_PASSWORD_OPERATOR"
role keys "$DB_PASSWORD_KEYS"
role members "$DB_PASSWORD_MEMBERS"
role topics "$DB_PASSWORD_TOPICS"
role meetings "$DB_PASSWORD_MEETINGS"
role outcomes "$DB_PASSWORD_OUTCOMES"
role audit "$DB_PASSWORD_AUDIT"

database personal keys
for service in members topics meetings outcomes audit; do database "$service" "$service"; done
echo "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC" | sql postgres
