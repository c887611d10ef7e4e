package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.tracking.RunInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table version as MLflow speaks of a data set that a run read.
 *
 * @param name the table's last part
 * @param digest distinguishes data sets of one name; at most 36 characters
 * @param source JSON by which Python finds the table again
 * @param schema JSON of the columns that were read
 * @param profile JSON of the number of rows
 */
public record DatasetInput(
    String name, String digest, String source, Optional<String> schema, Optional<String> profile) {
  static final String SOURCE_TYPE = "delta_table";
  public static final String CONTEXT_TAG = "mlflow.data.context";
  public static final String CONTEXT = "training";

  private static final String COLUMNS = "mlflow_colspec";
  private static final String ROWS = "num_rows";
  private static final JsonMapper JSON = new JsonMapper();

  public static DatasetInput of(RunInput read) {
    TableVersion table = read.table();
    String path = table.table().value();
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("delta_table_name", path);
    source.put("delta_table_version", table.version());
    if (!table.id().isEmpty()) {
      source.put("delta_table_id", table.id());
    }
    return new DatasetInput(
        path.substring(path.lastIndexOf('/') + 1),
        "v" + table.version() + "-" + Fingerprint.of(read),
        Signature.json(source),
        schema(read.columns()),
        profile(read.rows()));
  }

  private static Optional<String> schema(List<String> columns) {
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Signature.json(Map.of(COLUMNS, columns.stream().map(Signature::column).toList())));
  }

  private static Optional<String> profile(OptionalLong rows) {
    return rows.isPresent()
        ? Optional.of(Signature.json(Map.of(ROWS, rows.getAsLong())))
        : Optional.empty();
  }

  /** What such a file speaks of. */
  public static RunInput read(MetaFile meta) {
    try {
      JsonNode source = JSON.readTree(meta.text("source"));
      return new RunInput(
          new TableVersion(
              new TableName(source.path("delta_table_name").asText()),
              source.path("delta_table_version").asLong(),
              source.path("delta_table_id").asText("")),
          columns(part(meta, "schema")),
          rows(part(meta, "profile")));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw MlflowErrors.damaged(meta.file(), "its source is no table of ours");
    }
  }

  private static JsonNode part(MetaFile meta, String key) throws JsonProcessingException {
    Optional<Object> text = meta.find(key);
    return text.isPresent() ? JSON.readTree(text.get().toString()) : JSON.createObjectNode();
  }

  private static List<String> columns(JsonNode schema) {
    List<String> columns = new ArrayList<>();
    schema.path(COLUMNS).forEach(column -> columns.add(column.path("name").asText()));
    return columns;
  }

  private static OptionalLong rows(JsonNode profile) {
    return profile.has(ROWS) ? OptionalLong.of(profile.get(ROWS).asLong()) : OptionalLong.empty();
  }

  /** As the embedded store names it. */
  public String id() {
    return Checksum.md5(name + digest);
  }

  /** As the embedded store keeps it. */
  public Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", name);
    meta.put("digest", digest);
    meta.put("source_type", SOURCE_TYPE);
    meta.put("source", source);
    meta.put("schema", schema.orElse(null));
    meta.put("profile", profile.orElse(null));
    return meta;
  }

  /** As a server takes it. */
  public Map<String, Object> body() {
    Map<String, Object> dataset = meta();
    dataset.values().removeIf(value -> value == null);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tags", List.of(KeyValues.pair(CONTEXT_TAG, CONTEXT)));
    body.put("dataset", dataset);
    return body;
  }
}
