package io.spendcast.adapters.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table version as MLflow speaks of a data set that a run read.
 *
 * @param name the table's last part
 * @param digest tells data sets of one name apart; at most 36 characters
 * @param source JSON by which Python finds the table again
 */
record DatasetInput(String name, String digest, String source) {
  static final String SOURCE_TYPE = "delta_table";
  static final String CONTEXT_TAG = "mlflow.data.context";
  static final String CONTEXT = "training";

  static DatasetInput of(TableVersion table) {
    String path = table.table().value();
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("delta_table_name", path);
    source.put("delta_table_version", table.version());
    return new DatasetInput(
        path.substring(path.lastIndexOf('/') + 1),
        "v" + table.version() + "-" + Fingerprint.of(table),
        Signature.json(source));
  }

  /** The table version that such a file speaks of. */
  static TableVersion table(MetaFile meta) {
    try {
      JsonNode source = new JsonMapper().readTree(meta.text("source"));
      return new TableVersion(
          new TableName(source.path("delta_table_name").asText()),
          source.path("delta_table_version").asLong());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw MlflowErrors.damaged(meta.file(), "its source is no table of ours");
    }
  }

  /** As the embedded store names it. */
  String id() {
    return Checksum.md5(name + digest);
  }

  /** As the embedded store keeps it. */
  Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", name);
    meta.put("digest", digest);
    meta.put("source_type", SOURCE_TYPE);
    meta.put("source", source);
    meta.put("schema", null);
    meta.put("profile", null);
    return meta;
  }

  /** As a server takes it. */
  Map<String, Object> body() {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("name", name);
    dataset.put("digest", digest);
    dataset.put("source_type", SOURCE_TYPE);
    dataset.put("source", source);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tags", List.of(Batches.pair(CONTEXT_TAG, CONTEXT)));
    body.put("dataset", dataset);
    return body;
  }
}
