package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns a model takes and gives, and an example of them.
 *
 * <p>All are doubles, since MLflow refuses pandas' usual numbers for narrower types. Each is
 * required: that speaks of the column, and a model without one of its columns would read the others
 * in the wrong place. A missing value is NaN in its column, which the type allows.
 *
 * @param inputs names in order
 */
public record Signature(List<String> inputs) {
  private static final JsonMapper JSON = new JsonMapper();

  /** As MLflow keeps it: JSON within YAML. */
  Map<String, Object> columns() {
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("inputs", json(inputs.stream().map(Signature::column).toList()));
    signature.put("outputs", json(List.of(column("prediction"))));
    signature.put("params", null);
    return signature;
  }

  /** Zeros, as no customer's values belong into a file that travels. */
  String example() {
    return json(split());
  }

  /** The same as it is sent to a server. */
  String servingExample() {
    return json(Map.of("dataframe_split", split()));
  }

  private Map<String, Object> split() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("columns", inputs);
    table.put("data", List.of(Collections.nCopies(inputs.size(), 0.0)));
    return table;
  }

  static Map<String, Object> column(String name) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("type", "double");
    column.put("name", name);
    column.put("required", true);
    return column;
  }

  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists of text can be written", e);
    }
  }
}
