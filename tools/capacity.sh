#!/usr/bin/env bash
# Reckons the tables of deploy/CAPACITY.md (sections 3 and 6) anew from its tables 1 (what one thing costs) and 2 (what comes in), and writes them there.
#
#   tools/capacity.sh [FILE]      FILE instead of deploy/CAPACITY.md: a copy with a bank's own figures
set -euo pipefail
file=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/deploy/CAPACITY.md}
result=$(mktemp)
trap 'rm -f "$result"' EXIT
LC_ALL=C awk '
  function number(text) { gsub(/[^0-9.]/, "", text); return text + 0 }
  function spaced(n,   s, out) { s = sprintf("%.0f", n); out = ""; while (length(s) > 3) { out = " " substr(s, length(s) - 2) out; s = substr(s, 1, length(s) - 3) } return s out }
  function bytes(kib,   i, unit) { split("KiB MiB GiB TiB PiB", unit, " "); for (i = 1; i < 3 || (kib >= 1024 && i < 5); i++) kib /= 1024; return sprintf(kib < 10 ? "%.1f %s" : "%.0f %s", kib, unit[i]) }
  function up(n) { return n == int(n) ? n : int(n) + 1 }
  # A row of four cells: what each size of bank comes to.
  function row(name,   size, cells) { cells = ""; for (size = 1; size <= 4; size++) cells = cells " " value(name, size) " |"; print "|" head "|" cells; written++ }
  function work(name, size) { return name == "controls" ? peak["controls", size] * cost["a"] : peak["inquiries", size] * cost["b"] }
  function cores(size) { return 2 * (work("controls", size) + work("inquiries", size)) / 1000 }
  function daily(size) { return day["controls", size] * (cost["l"] + cost["n"]) + day["inquiries", size] * cost["m"] }
  function value(name, size) {
    if (name == "controls" || name == "inquiries") return spaced(work(name, size)) " ms"
    if (name == "cores") return sprintf(cores(size) < 10 ? "%.1f" : "%.0f", cores(size))
    if (name == "machines") return up(cores(size) / 8) + 1
    if (name == "orders") return bytes((day["controls", size] + day["inquiries", size]) * 365 * years[size] * cost["i"])
    if (name == "freezes") return bytes(live[size] * cost["k"])
    if (name == "archived") return bytes(daily(size))
    return bytes(daily(size) * 365 * years[size])
  }
  function sizes(into, name,   size) { for (size = 1; size <= 4; size++) if (name == "") into[size] = number(cell[size + 2]); else into[name, size] = number(cell[size + 2]) }
  { split($0, cell, "|"); head = cell[2] }
  /^\| [a-q] \|/ { cost[substr($0, 3, 1)] = number(cell[4]) }
  /^\| inquiries a day \|/ { sizes(day, "inquiries") }
  /^\| controls a day \|/ { sizes(day, "controls") }
  /^\| peak of inquiries, a second \|/ { sizes(peak, "inquiries") }
  /^\| peak of controls, a second \|/ { sizes(peak, "controls") }
  /^\| live freezes \|/ { sizes(live, "") }
  /^\| receipts kept, years \|/ { sizes(years, "") }
  /^\| controls\/s × a \|/ { row("controls"); next }
  /^\| inquiries\/s × b \|/ { row("inquiries"); next }
  /^\| cores \|/ { row("cores"); next }
  /^\| machines of 8 cores/ { row("machines"); next }
  /^\| database, orders/ { row("orders"); next }
  /^\| database, live freezes/ { row("freezes"); next }
  /^\| archive a day/ { row("archived"); next }
  /^\| archive of/ { row("kept"); next }
  { print }
  END { if (written != 8) { print "of the 8 rows that follow from tables 1 and 2, " written + 0 " were found" >"/dev/stderr"; exit 1 } }
' "$file" >"$result"
cat "$result" >"$file"
