# A PostgreSQL server for the tests: made in a folder of its own, told on standard output, and gone as soon as the pipe
# on standard input closes, however the tests ended. The argument is the folder of the server's programs.
set -eu
folder=$(mktemp -d /tmp/frontline-test.XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C -N >"$folder/log" 2>&1
"$1/pg_ctl" -D "$folder/data" -w -l "$folder/log" start -o "-k $folder -c listen_addresses='' -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null </dev/null
echo "$folder"
cat >/dev/null
"$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
