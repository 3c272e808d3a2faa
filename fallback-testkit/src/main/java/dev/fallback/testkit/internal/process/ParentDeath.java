package dev.fallback.testkit.internal.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a command die with the process that starts it, by the kernel's parent-death signal, where
 * there is one (Linux with util-linux).
 *
 * <p>The signal comes when the <em>thread</em> that forked ends, so the thread must live as long as
 * the child. A parent that died before the signal was armed is noticed by comparing the parent's id
 * afterwards. The signal is armed after any change of user, since that change disarms it.
 */
final class ParentDeath {
  private static final class Kernel {
    private static final boolean TELLS =
        Signals.succeeds(List.of("setpriv", "--pdeathsig", "KILL", "/bin/sh", "-c", ":"));
  }

  private ParentDeath() {}

  /** Whether the kernel kills the child; if not, a {@link PipeWatch} must. */
  static boolean isSignalled() {
    return Kernel.TELLS;
  }

  /** The whole command line; every program in it replaces itself, so the process id stays. */
  static List<String> command(Launch launch) {
    var line = new ArrayList<>(launch.prefix());
    if (isSignalled()) {
      String parent = Long.toString(ProcessHandle.current().pid());
      line.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
      line.addAll(List.of("/bin/sh", "-c", "[ \"$PPID\" = \"$0\" ] && exec \"$@\"", parent));
    }
    line.addAll(launch.command());
    return line;
  }
}
