package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.compute.AutoScale;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.DataSecurityMode;
import com.databricks.sdk.service.jobs.JobCluster;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clusters of the job: one that grows with the data, and one of fixed size for training, since
 * XGBoost's workers must all be there from start to end.
 */
final class ClusterRendering {
  private static final String DATA = "data";
  private static final String TRAINING = "training";
  private static final long FEWEST_WORKERS = 2;
  private static final long MOST_WORKERS = 8;
  private static final long TRAINING_WORKERS = 4;
  private static final String AUTOSCALE = "autoscale";

  // In one order, or the same settings would look like others in the next process.
  private static final ObjectMapper JSON =
      SerDeUtils.createMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final DatabricksConfig.Compute compute;
  private final String host;

  ClusterRendering(DatabricksConfig.Compute compute, String host) {
    this.compute = compute;
    this.host = host;
  }

  List<JobCluster> clusters() {
    AutoScale range = new AutoScale().setMinWorkers(FEWEST_WORKERS).setMaxWorkers(MOST_WORKERS);
    return List.of(
        cluster(DATA, base().setAutoscale(range)),
        cluster(TRAINING, base().setNumWorkers(TRAINING_WORKERS)));
  }

  /** The cluster that a task runs on. */
  String keyFor(Task task) {
    return task == Task.TRAIN ? TRAINING : DATA;
  }

  private ClusterSpec base() {
    ClusterSpec spec =
        new ClusterSpec()
            .setSparkVersion(compute.sparkVersion())
            .setNodeTypeId(compute.nodeType().isBlank() ? null : compute.nodeType())
            // XGBoost and Spark's machine learning need the JVM of a dedicated cluster.
            .setDataSecurityMode(DataSecurityMode.SINGLE_USER);
    return compute.secretScope().isBlank() ? spec : spec.setSparkEnvVars(credentials());
  }

  /** References, which the platform fills in when the cluster starts. */
  private Map<String, String> credentials() {
    Map<String, String> variables = new TreeMap<>();
    if (!host.isBlank()) {
      variables.put("DATABRICKS_HOST", host);
    }
    variables.put("DATABRICKS_CLIENT_ID", secret("client-id"));
    variables.put("DATABRICKS_CLIENT_SECRET", secret("client-secret"));
    return variables;
  }

  private String secret(String key) {
    return "{{secrets/%s/%s}}".formatted(compute.secretScope(), key);
  }

  private JobCluster cluster(String key, ClusterSpec spec) {
    ObjectNode settings = JSON.valueToTree(spec);
    for (Map.Entry<String, Object> override : new TreeMap<>(compute.settings()).entrySet()) {
      override(key, settings, override.getKey(), JSON.valueToTree(override.getValue()));
    }
    return new JobCluster().setJobClusterKey(key).setNewCluster(parsed(settings));
  }

  private static void override(String cluster, ObjectNode settings, String key, JsonNode value) {
    if (key.equals("data_security_mode")) {
      throw refused(key, "the clusters must be dedicated to one user");
    }
    if (key.equals(AUTOSCALE) && cluster.equals(TRAINING)) {
      return;
    }
    if (key.equals("num_workers")) {
      settings.remove(AUTOSCALE);
    }
    settings.set(key, value);
    requireKnown(settings, key);
  }

  private static void requireKnown(ObjectNode settings, String key) {
    if (!JSON.valueToTree(parsed(settings)).has(key)) {
      throw refused(key, "the Jobs API has no such cluster setting");
    }
  }

  private static ClusterSpec parsed(ObjectNode settings) {
    try {
      return JSON.treeToValue(settings, ClusterSpec.class);
    } catch (JsonProcessingException e) {
      // The message would show values, among which may be secrets.
      throw refused(String.join(", ", fieldNames(e)), "the value has the wrong form");
    }
  }

  private static List<String> fieldNames(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream().map(step -> String.valueOf(step.getFieldName())).toList()
        : List.of();
  }

  private static SpendcastException refused(String key, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot render the job: databricks.cluster." + key + ": " + why + ".",
        "Correct or remove the setting.");
  }
}
