#!/usr/bin/env bash
# An Apache Kafka on 127.0.0.1 for development and tests (KRaft; needs Java 17 and a Kafka: KAFKA_HOME, or the folder
# ../shared/kafka beside the checkout).
#
#   tools/kafka.sh start [DIR [NODES [PORT [EXTRA]]]]   1 or 3 nodes (1), first client port (19092); waits, prints the bootstrap servers
#   tools/kafka.sh stop [DIR]                           ends them and keeps the data: start brings the same cluster back
#   tools/kafka.sh kill|revive DIR NODE                 kill -9 of one node (1..NODES), and its return
#   tools/kafka.sh available                            whether there is a Kafka to start
#
# DIR is artifacts/kafka where none is named. EXTRA is a file of further broker settings for a new cluster, which override its own; the ports
# PORT+50… are left free for them, PORT+100… are the controllers'.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage() { sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

home=${KAFKA_HOME:-}
[[ -n $home || ! -d $root/../shared/kafka/libs ]] || home=$(cd "$root/../shared/kafka" && pwd)
missing=''
if [[ -z $home || ! -d $home/libs ]]; then
  missing="no Kafka to start: unpack one from https://kafka.apache.org/downloads (4.0 or later) and set KAFKA_HOME to its folder, or use a broker of your own (Bus:Kafka:Bootstrap)"
elif ! command -v java >/dev/null; then
  missing='no Java to run Kafka on: install Java 17 or later, on Debian with: sudo apt-get install openjdk-17-jre-headless'
fi

verb=${1:-}
case $verb in
  -h | --help) usage; exit 0 ;;
  start | stop | kill | revive | available) shift ;;
  *) usage >&2; exit 2 ;;
esac
if [[ -n $missing ]]; then
  echo "$missing" >&2
  exit 1
fi
[[ $verb != available ]] || exit 0

dir=${1:-$root/artifacts/kafka}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
run_java() { java "${heap[@]}" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$home/libs/*" "$@"; }
heap=(-Xms128m -Xmx512m)

# A node has its properties, its log and its process id in a file each. The number may be another process' by now; and one that was just started is still this script.
alive() {
  local pid
  pid=$(cat "$dir/node-$1.pid" 2>/dev/null) && [[ -n $pid ]] && { tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qE "node-$1\.properties|kafka\.sh"; } 2>/dev/null
}
launch() {
  ! alive "$1" || return 0
  (
    cd "$dir"
    exec setsid java "${heap[@]}" -XX:+UseG1GC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$home/libs/*" kafka.Kafka "node-$1.properties" </dev/null >>"node-$1.log" 2>&1
  ) &
  echo $! >"$dir/node-$1.pid"
}
await_up() {
  local _
  for _ in {1..600}; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$(($port + $1 - 1))") 2>/dev/null; then return 0; fi
    if ! alive "$1"; then
      tail -n 5 "$dir/node-$1.log" >&2
      return 1
    fi
    sleep 0.1
  done
  echo "node $1 was not up within 60 s: $dir/node-$1.log" >&2
  return 1
}
await_down() {
  local _
  for _ in {1..600}; do alive "$1" || return 0; sleep 0.1; done
  echo "node $1 was not down within 60 s" >&2
  return 1
}

write_node() {
  local node=$1 copies=$2 voters=$3
  cat >"$dir/node-$node.properties" <<SETTINGS
process.roles=broker,controller
node.id=$node
controller.quorum.voters=$voters
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:$((port + node - 1)),CONTROLLER://127.0.0.1:$((port + 99 + node))
advertised.listeners=PLAINTEXT://127.0.0.1:$((port + node - 1))
log.dirs=$dir/data-$node
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.num.partitions=4
default.replication.factor=$copies
offsets.topic.replication.factor=$copies
transaction.state.log.replication.factor=$copies
share.coordinator.state.topic.replication.factor=$copies
min.insync.replicas=$((copies > 1 ? 2 : 1))
transaction.state.log.min.isr=$((copies > 1 ? 2 : 1))
share.coordinator.state.topic.min.isr=$((copies > 1 ? 2 : 1))
SETTINGS
  [[ -z $extra ]] || cat "$extra" >>"$dir/node-$node.properties"
}

make_cluster() {
  local node voters=() joined
  for ((node = 1; node <= nodes; node++)); do voters+=("$node@127.0.0.1:$((port + 99 + node))"); done
  joined=$(IFS=,; echo "${voters[*]}")
  for ((node = 1; node <= nodes; node++)); do
    write_node "$node" "$nodes" "$joined"
    run_java kafka.tools.StorageTool format -t Y2hha29uZy1nYXRld2F5MQ -c "$dir/node-$node.properties" >>"$dir/node-$node.log" 2>&1 || { tail -n 5 "$dir/node-$node.log" >&2; exit 1; }
  done
  echo "$nodes $port" >"$dir/cluster"
}

if [[ -f $dir/cluster ]]; then
  read -r nodes port <"$dir/cluster"
elif [[ $verb == start ]]; then
  nodes=${2:-1} port=${3:-19092} extra=${4:-}
  make_cluster
else
  echo "no cluster in $dir" >&2
  exit 1
fi

case $verb in
  start)
    for ((node = 1; node <= nodes; node++)); do launch "$node"; done
    servers=()
    for ((node = 1; node <= nodes; node++)); do
      await_up "$node"
      servers+=("127.0.0.1:$((port + node - 1))")
    done
    (IFS=,; echo "${servers[*]}")
    ;;
  stop)
    for ((node = 1; node <= nodes; node++)); do ! alive "$node" || kill "$(cat "$dir/node-$node.pid")"; done
    for ((node = 1; node <= nodes; node++)); do await_down "$node"; done
    ;;
  kill)
    node=${2:?kill needs a node}
    ! alive "$node" || kill -9 "$(cat "$dir/node-$node.pid")"
    await_down "$node"
    ;;
  revive)
    node=${2:?revive needs a node}
    launch "$node"
    await_up "$node"
    ;;
esac
