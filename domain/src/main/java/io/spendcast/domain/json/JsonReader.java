package io.spendcast.domain.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON as RFC 8259 has it; a key that comes twice is refused. */
final class JsonReader {
  private static final int DEEPEST = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** A map, list, text, double, truth value, or null. */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.blank();
    if (reader.at < text.length()) {
      throw reader.wrong("the end");
    }
    return value;
  }

  private Object value() {
    blank();
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Object nested(Supplier<Object> read) {
    if (++depth > DEEPEST) {
      throw wrong("at most %s levels".formatted(DEEPEST));
    }
    at++;
    Object value = read.get();
    depth--;
    return value;
  }

  private Object object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!skips('}')) {
      do {
        field(fields);
      } while (skips(','));
      require('}');
    }
    return fields;
  }

  private void field(Map<String, Object> fields) {
    blank();
    String key = string();
    if (fields.containsKey(key)) {
      throw wrong("no second \"%s\"".formatted(key));
    }
    require(':');
    fields.put(key, value());
  }

  private Object array() {
    List<Object> items = new ArrayList<>();
    if (!skips(']')) {
      do {
        items.add(value());
      } while (skips(','));
      require(']');
    }
    return items;
  }

  private String string() {
    require('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      if (peek() < ' ') {
        throw wrong("a character of text");
      }
      string.append(peek() == '\\' ? escaped() : text.charAt(at++));
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    at++;
    char kind = peek();
    at++;
    if (kind == 'u') {
      return unicode();
    }
    int known = ESCAPED.indexOf(kind);
    if (known < 0) {
      throw wrong("an escape of JSON");
    }
    return MEANT.charAt(known);
  }

  private char unicode() {
    int end = Math.min(at + 4, text.length());
    String digits = text.substring(at, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw wrong("four hexadecimal digits");
    }
    at = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private Object word(String word, Object meant) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return meant;
  }

  private Object number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw wrong("a value");
    }
    at = number.end();
    return Double.valueOf(number.group());
  }

  private boolean skips(char wanted) {
    blank();
    boolean isThere = at < text.length() && text.charAt(at) == wanted;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private void require(char wanted) {
    if (!skips(wanted)) {
      throw wrong("'%s'".formatted(wanted));
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more text");
    }
    return text.charAt(at);
  }

  private void blank() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "no JSON: expected %s at character %s".formatted(expected, at));
  }
}
