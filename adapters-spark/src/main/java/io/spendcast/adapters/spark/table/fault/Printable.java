package io.spendcast.adapters.spark.table.fault;

import java.util.regex.Pattern;

/** Texts from outside, as a message may show them: one line, nothing unprintable, not too long. */
public final class Printable {
  private static final int LONGEST = 240;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\uFFFD]+");

  private Printable() {}

  /** The text without what a terminal cannot show; its end is cut off if it is long. */
  public static String of(String text) {
    String seen = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
    String line = UNPRINTABLE.matcher(seen).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
