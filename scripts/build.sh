# Sourced by ./bank and ./bench: how they find a JDK and Maven, and build what is not built.
# Wants the variable root: the project's folder.

needed_java=17
needed_maven=3.8.7

# Milliseconds since 1970 where the shell knows them (bash 5), whole seconds elsewhere.
now_millis() {
  case "${EPOCHREALTIME:-}" in
    *[.,]*)
      local now=$EPOCHREALTIME
      local fraction=${now#*[.,]}
      echo "${now%%[.,]*}${fraction:0:3}"
      ;;
    *) echo "$(date +%s)000" ;;
  esac
}

# What is missing, and how to get it on the systems most people have.
missing() { # what, Debian and Ubuntu, Fedora, macOS
  {
    echo "$1"
    echo "  Debian, Ubuntu:  sudo apt-get install $2"
    echo "  Fedora:          sudo dnf install $3"
    echo "  macOS:           brew install $4"
  } >&2
  exit 1
}

missing_jdk() {
  missing "$1" openjdk-17-jdk-headless java-17-openjdk-devel openjdk@17
}

# Sets the variable java.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
  elif java=$(command -v java) && "$java" -version >/dev/null 2>&1; then
    : # macOS has a java that only says that there is none
  else
    missing_jdk "JDK $needed_java or newer is needed, and no java was found (neither JAVA_HOME nor PATH). To install it:"
  fi

  local java_version
  java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p' | head -n 1)
  if [ "${java_version:-0}" -lt "$needed_java" ]; then
    missing_jdk "JDK $needed_java or newer is needed; $java is ${java_version:-of an unknown version}. To install it:"
  fi
}

# Whether the first version is at least the second one; both are numbers with dots.
at_least() {
  awk -v found="$1" -v needed="$2" 'BEGIN {
    split(found, f, "[.-]"); split(needed, n, "[.-]")
    for (i = 1; i <= 3; i++) { if (f[i] + 0 != n[i] + 0) { exit !(f[i] + 0 > n[i] + 0) } }
    exit 0
  }'
}

# Whether the module is built from the sources there are, and its libraries are where they were.
built() { # module, its name in the names of files, one or two folders whose sources do not matter
  local target=$root/$1/target
  local stamp=$target/$2.built
  [ -f "$stamp" ] && [ -f "$target/$2.classpath" ] || return 1
  # A folder that was moved, or a local repository that was emptied, needs a build too.
  [ "$(cat "$stamp")" = "$root" ] || return 1
  local changed
  changed=$(find "$root" \( -name target -o -name .git -o -name .bank -o -path "$root/$3" \
    -o -path "$root/${4:-$3}" \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$stamp" -print 2>/dev/null | head -n 1) # find may complain that nobody reads on
  [ -z "$changed" ] || return 1
  local IFS=:
  set -f
  local jar
  for jar in $(cat "$target/$2.classpath"); do
    [ -f "$jar" ] || { set +f; return 1; }
  done
  set +f
}

# Builds the module and what it needs.
build() { # module, its name in the names of files
  local maven maven_version stamp=$root/$1/target/$2.built
  maven=$(command -v mvn) ||
    missing "Maven $needed_maven or newer is needed for building, and no mvn was found. To install it:" maven maven maven
  maven_version=$("$maven" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  at_least "${maven_version:-0}" "$needed_maven" ||
    missing "Maven $needed_maven or newer is needed for building; $maven is ${maven_version:-of an unknown version}. To install a newer one:" maven maven maven
  if [ ! -x "$(dirname "$java")/javac" ] && ! command -v javac >/dev/null; then
    missing_jdk "A whole JDK is needed for building; $java is a runtime without compiler. To install it:"
  fi
  echo "Building (about a minute; the first time also downloads) ..." >&2
  # What changes while this runs is newer than the stamp, and built the next time.
  mkdir -p "$root/$1/target"
  echo "$root" >"$stamp.begun"
  # The tests have their own command, mvn verify.
  (cd "$root" && "$maven" -q -B -Dstyle.color=never -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl "$1" -am package >&2) || {
    echo "The build failed. Errors are above; for warnings too:  cd '$root' && mvn package" >&2
    exit 1
  }
  mv "$stamp.begun" "$stamp"
}
