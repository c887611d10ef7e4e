package io.spendcast.domain.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An object of JSON whose fields are read by their type. What is not there, or of another type, is
 * refused by an {@code IllegalArgumentException} that names the field.
 *
 * @param path where in the text the object is, in the words of an error
 * @param fields values by key
 */
public record JsonObject(String path, Map<String, Object> fields) {
  /** Reads text that is one object. */
  public static JsonObject parse(String text) {
    return of("", JsonReader.read(text));
  }

  private static JsonObject of(String path, Object value) {
    if (!(value instanceof Map<?, ?>)) {
      throw wrong(path, "an object");
    }
    // The reader's keys are text.
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = (Map<String, Object>) value;
    return new JsonObject(path, fields);
  }

  /** A text. */
  public String text(String field) {
    return text(at(field), required(field));
  }

  /** A text that may be left out. */
  public Optional<String> findText(String field) {
    return Optional.ofNullable(fields.get(field)).map(value -> text(at(field), value));
  }

  /** A number. */
  public double number(String field) {
    return number(at(field), required(field));
  }

  /** A number that may be left out. */
  public Optional<Double> findNumber(String field) {
    return Optional.ofNullable(fields.get(field)).map(value -> number(at(field), value));
  }

  /** A number without fraction. */
  public int integer(String field) {
    return integer(at(field), number(field));
  }

  /** An object. */
  public JsonObject object(String field) {
    return of(at(field), required(field));
  }

  /** An object that may be left out. */
  public Optional<JsonObject> findObject(String field) {
    return Optional.ofNullable(fields.get(field)).map(value -> of(at(field), value));
  }

  /** A list of objects. */
  public List<JsonObject> objects(String field) {
    List<?> items = items(field);
    return IntStream.range(0, items.size())
        .mapToObj(i -> of(item(field, i), items.get(i)))
        .toList();
  }

  /** A list of text. */
  public List<String> texts(String field) {
    List<?> items = items(field);
    return IntStream.range(0, items.size())
        .mapToObj(i -> text(item(field, i), items.get(i)))
        .toList();
  }

  /** A list of numbers. */
  public double[] numbers(String field) {
    List<?> items = items(field);
    double[] numbers = new double[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      // Paths are for errors only, and lists are long.
      numbers[i] = items.get(i) instanceof Double number ? number : number(field, items, i);
    }
    return numbers;
  }

  private double number(String field, List<?> items, int i) {
    return number(item(field, i), items.get(i));
  }

  /** A list of numbers without fraction. */
  public int[] integers(String field) {
    double[] numbers = numbers(field);
    int[] integers = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      integers[i] = (int) numbers[i];
      if (integers[i] != numbers[i]) {
        throw wrong(item(field, i), "a number without fraction");
      }
    }
    return integers;
  }

  private List<?> items(String field) {
    if (!(required(field) instanceof List<?> items)) {
      throw wrong(at(field), "a list");
    }
    return items;
  }

  private Object required(String field) {
    Object value = fields.get(field);
    if (value == null) {
      throw wrong(at(field), "there");
    }
    return value;
  }

  private static String text(String path, Object value) {
    if (!(value instanceof String text)) {
      throw wrong(path, "text");
    }
    return text;
  }

  private static double number(String path, Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if ("Infinity".equals(value) || "-Infinity".equals(value)) {
      return Double.parseDouble((String) value);
    }
    throw wrong(path, "a number");
  }

  private static int integer(String path, double number) {
    if (number != (int) number) {
      throw wrong(path, "a number without fraction");
    }
    return (int) number;
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private String item(String field, int i) {
    return "%s[%s]".formatted(at(field), i);
  }

  private static IllegalArgumentException wrong(String path, String expected) {
    return new IllegalArgumentException(
        "%s is not %s".formatted(path.isEmpty() ? "the whole" : path, expected));
  }
}
