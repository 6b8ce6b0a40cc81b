# A PostgreSQL server for the tests: made in a folder of its own, told on standard output, and gone as soon as the pipe
# on standard input closes, however the tests ended. The arguments are the folder of the server's programs and, for a
# server that is reached by TLS as well, a folder of certificates and a port.
set -eu
folder=$(mktemp -d /tmp/frontline-test.XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C -N >"$folder/log" 2>&1
listen="-c listen_addresses=''"
if [ $# -gt 1 ]; then
  cp "$2/server.crt" "$2/server.key" "$2/root.crt" "$folder/data"
  chmod 600 "$folder/data/server.key"
  echo "local all all trust
hostssl all desk 127.0.0.1/32 cert
hostnossl all mara 127.0.0.1/32 reject
host all all 127.0.0.1/32 trust" >"$folder/data/pg_hba.conf"
  listen="-c listen_addresses=127.0.0.1 -c port=$3 -c ssl=on -c ssl_ca_file=root.crt"
fi
"$1/pg_ctl" -D "$folder/data" -w -l "$folder/log" start -o "-k $folder $listen -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null </dev/null
echo "$folder"
cat >/dev/null
"$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
