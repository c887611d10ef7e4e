package io.spendcast.domain.sales.text;

/** What nobody sees at the ends of a text: blanks of any width, marks without width, controls. */
public final class Blanks {
  private Blanks() {}

  /** The text without what nobody sees at its ends. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Every blank of Unicode has one char. */
  static boolean isBlank(char letter) {
    return Character.isWhitespace(letter)
        || Character.isSpaceChar(letter)
        || Character.isISOControl(letter)
        || Character.getType(letter) == Character.FORMAT;
  }
}
