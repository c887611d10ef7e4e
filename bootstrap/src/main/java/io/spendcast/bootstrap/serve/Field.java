package io.spendcast.bootstrap.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A value in a request that knows where it stands, so that what is wrong is named.
 *
 * @param path such as {@code customers[0].purchases[2].day}; {@code ""} is the whole; put together
 *     only where something is wrong
 * @param node what stands there
 */
record Field(Supplier<String> path, JsonNode node) {
  /** Python writes NaN for what is unknown; money is read as it is written. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads an object. */
  static Field parse(byte[] body) {
    try (JsonParser parser = MAPPER.createParser(body)) {
      JsonNode whole = MAPPER.readTree(parser);
      if (whole == null || !whole.isObject()) {
        throw Refusal.of("", "the request must be an object of JSON");
      }
      if (parser.nextToken() != null) {
        throw Refusal.of("", "the request must end with its object");
      }
      return new Field(() -> "", whole);
    } catch (IOException e) {
      throw Refusal.of("", "the request must be JSON in UTF-8: " + where(e));
    }
  }

  /** Without an excerpt of the request: answers may be logged by others. */
  private static String where(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JacksonException wrong
            && wrong.getLocation() != null
        ? "line %s, column %s"
            .formatted(wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr())
        : "it cannot be read";
  }

  /** Refuses what nobody would look at. */
  Field onlyWith(Set<String> known) {
    require(node.isObject(), "must be an object");
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw Refusal.of(
                    at(name),
                    "is not known; known are "
                        + String.join(", ", known.stream().sorted().toList()));
              }
            });
    return this;
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** What stands there; null counts as left out. */
  Optional<Field> find(String name) {
    return Optional.ofNullable(node.get(name))
        .filter(value -> !value.isNull())
        .map(value -> new Field(() -> at(name), value));
  }

  /** What must stand there. */
  Field field(String name) {
    return find(name).orElseThrow(() -> Refusal.of(at(name), "must be there"));
  }

  /** What stands there, or nothing that has a value. */
  Field any(String name) {
    JsonNode value = node.get(name);
    return new Field(() -> at(name), value == null ? MissingNode.getInstance() : value);
  }

  List<Field> items() {
    require(node.isArray(), "must be a list");
    List<Field> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      int place = i;
      items.add(new Field(() -> path.get() + "[" + place + "]", node.get(i)));
    }
    return items;
  }

  /** Text that says something; a whole number stands for itself. */
  String text() {
    require(
        (node.isTextual() || node.isIntegralNumber()) && !node.asText().isBlank(),
        "must be text that is not blank");
    return node.asText();
  }

  LocalDate day() {
    try {
      return LocalDate.parse(text());
    } catch (DateTimeParseException e) {
      throw Refusal.of(path.get(), "must be a day such as 2002-12-31");
    }
  }

  BigDecimal decimal() {
    require(node.isNumber(), "must be a number");
    require(!Double.isNaN(node.doubleValue()), "must be a number");
    return node.decimalValue();
  }

  /** What models read: NaN where it is null. */
  double value() {
    boolean isUnknown = node.isNull() || node.isMissingNode();
    require(node.isNumber() || isUnknown, "must be a number or null");
    return isUnknown ? Double.NaN : node.doubleValue();
  }

  boolean flag() {
    require(node.isBoolean(), "must be true or false");
    return node.booleanValue();
  }

  int count(int most) {
    require(
        node.isIntegralNumber()
            && node.canConvertToInt()
            && node.intValue() >= 0
            && node.intValue() <= most,
        "must be a whole number from 0 to " + most);
    return node.intValue();
  }

  void require(boolean holds, String rule) {
    if (!holds) {
      throw Refusal.of(path.get(), rule);
    }
  }

  private String at(String name) {
    String whole = path.get();
    return whole.isEmpty() ? name : whole + "." + name;
  }
}
