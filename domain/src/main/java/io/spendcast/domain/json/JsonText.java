package io.spendcast.domain.json;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON: maps with text keys, lists, text, truth values and numbers. Numbers are written
 * so that the same double is read back; infinities, which JSON does not have, as the text {@code
 * "Infinity"} and {@code "-Infinity"}.
 */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The text of a value; keys come in the order of their map. */
  public static String of(Object value) {
    JsonText json = new JsonText();
    json.write(value);
    return json.text.toString();
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> fields) {
      object(fields);
    } else if (value instanceof List<?> items) {
      array(items);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      quoted(string);
    } else {
      throw new IllegalArgumentException("JSON has no " + value);
    }
  }

  private void object(Map<?, ?> fields) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = fields.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      quoted((String) entry.getKey());
      text.append(": ");
      write(entry.getValue());
      text.append(entries.hasNext() ? ",\n" : "");
    }
    text.append('}');
  }

  private void array(List<?> items) {
    text.append('[');
    Iterator<?> rest = items.iterator();
    while (rest.hasNext()) {
      write(rest.next());
      text.append(rest.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private void number(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("JSON has no NaN");
    }
    if (Double.isInfinite(value)) {
      quoted(Double.toString(value));
    } else {
      text.append(number);
    }
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      character(string.charAt(i));
    }
    text.append('"');
  }

  private void character(char character) {
    if (character == '"' || character == '\\') {
      text.append('\\').append(character);
    } else if (character < ' ') {
      text.append("\\u").append(HexFormat.of().toHexDigits(character));
    } else {
      text.append(character);
    }
  }
}
