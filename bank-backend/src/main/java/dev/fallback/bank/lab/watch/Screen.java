package dev.fallback.bank.lab.watch;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where the demo shows itself: a terminal, on which a block of lines is drawn again and again, or
 * plain lines one after the other. Thread-safe.
 */
public final class Screen {
  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_LINE = ESCAPE + "2K";

  private final PrintStream out;
  private final boolean terminal;
  private final boolean coloured;
  private int drawn;

  /**
   * A screen.
   *
   * @param terminal whether lines can be drawn over
   * @param coloured whether colours are wanted
   */
  public Screen(PrintStream out, boolean terminal, boolean coloured) {
    this.out = out;
    this.terminal = terminal;
    this.coloured = coloured;
  }

  /**
   * Standard output; plain where it is no terminal, without colours where NO_COLOR is set. A JVM
   * cannot tell of its output alone whether it is a terminal, so the start script says so in the
   * property {@code bank.terminal}.
   */
  public static Screen standard() {
    Map<String, String> environment = System.getenv();
    boolean terminal =
        Boolean.getBoolean("bank.terminal")
            && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(System.out, terminal, terminal && !noColour);
  }

  /** Whether a block of lines can be drawn again. */
  public boolean redraws() {
    return terminal;
  }

  /** Prints a line below everything before it. */
  public synchronized void say(String line) {
    forget();
    out.println(line);
    out.flush();
  }

  /** Draws lines in place of the lines drawn before; on a plain screen prints them. */
  public synchronized void draw(List<String> lines) {
    if (terminal && drawn > 0) {
      out.print(ESCAPE + drawn + "A");
    }
    for (String line : lines) {
      out.println(terminal ? ERASE_LINE + line : line);
    }
    drawn = lines.size();
    out.flush();
  }

  /** Leaves what was drawn where it is. */
  public synchronized void forget() {
    drawn = 0;
  }

  /** Text in a colour, where colours are wanted. */
  public String paint(Colour colour, String text) {
    return coloured ? ESCAPE + colour.code + "m" + text + ESCAPE + "0m" : text;
  }

  /** Colours that read well on dark and light grounds. */
  public enum Colour {
    /** All is well. */
    GREEN(32),
    /** Degraded. */
    YELLOW(33),
    /** Bad. */
    RED(31),
    /** Emphasis. */
    BOLD(1);

    private final int code;

    Colour(int code) {
      this.code = code;
    }
  }
}
