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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clusters of the job: one that grows with the data, and one of fixed size for training, since
 * XGBoost's workers must all be there from start to end.
 */
final class ClusterRendering {
  private static final String DATA = "data";
  private static final String TRAINING = "training";
  private static final List<String> GROUPS = List.of(DATA, TRAINING);
  private static final long FEWEST_WORKERS = 2;
  private static final long MOST_WORKERS = 8;
  private static final long TRAINING_WORKERS = 4;
  private static final String AUTOSCALE = "autoscale";
  private static final String WORKERS = "num_workers";
  private static final String EXISTING = "existing_cluster_id";
  private static final String POOL = "instance_pool_id";
  private static final String NODE_TYPE = "node_type_id";
  private static final List<String> JOINED = List.of("spark_conf", "spark_env_vars", "custom_tags");

  // In one order, or the same settings would look like others in the next process.
  private static final ObjectMapper JSON =
      SerDeUtils.createMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final DatabricksConfig.Compute compute;

  ClusterRendering(DatabricksConfig.Compute compute) {
    this.compute = compute;
  }

  /** The clusters that the job makes. */
  List<JobCluster> clusters() {
    AutoScale range = new AutoScale().setMinWorkers(FEWEST_WORKERS).setMaxWorkers(MOST_WORKERS);
    Map<String, ClusterSpec> fresh =
        Map.of(DATA, base().setAutoscale(range), TRAINING, base().setNumWorkers(TRAINING_WORKERS));
    return GROUPS.stream()
        .filter(group -> existing(group).isEmpty())
        .map(group -> cluster(group, fresh.get(group)))
        .toList();
  }

  /** The kinds of machines that the clusters name; a pool's or a policy's are theirs. */
  Set<String> machines() {
    return clusters().stream()
        .map(JobCluster::getNewCluster)
        .flatMap(cluster -> Stream.of(cluster.getNodeTypeId(), cluster.getDriverNodeTypeId()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The cluster of the job that a task runs on. */
  String keyFor(Task task) {
    return task == Task.TRAIN ? TRAINING : DATA;
  }

  /** The cluster that is there already and a task runs on. */
  Optional<String> existingFor(Task task) {
    return existing(keyFor(task));
  }

  private Optional<String> existing(String group) {
    JsonNode id = own(group).path(EXISTING);
    return Optional.of(id.isMissingNode() ? shared().path(EXISTING) : id)
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  /** What both clusters get. */
  private ObjectNode shared() {
    return JSON.<ObjectNode>valueToTree(new TreeMap<>(compute.settings())).remove(GROUPS);
  }

  /** What one cluster gets. */
  private ObjectNode own(String group) {
    JsonNode own = JSON.<ObjectNode>valueToTree(compute.settings()).path(group);
    if (!own.isObject() && !own.isMissingNode()) {
      throw refused(group, "it must be a map of the cluster's fields");
    }
    return own.isObject() ? (ObjectNode) own : JSON.createObjectNode();
  }

  private ClusterSpec base() {
    ClusterSpec spec =
        new ClusterSpec()
            .setSparkVersion(compute.sparkVersion())
            .setNodeTypeId(compute.nodeType().isBlank() ? null : compute.nodeType())
            // XGBoost and Spark's machine learning need the JVM of a dedicated cluster.
            .setDataSecurityMode(DataSecurityMode.SINGLE_USER);
    if (!compute.sparkConf().isEmpty()) {
      spec.setSparkConf(new TreeMap<>(compute.sparkConf()));
    }
    return compute.secretScope().isBlank() ? spec : spec.setSparkEnvVars(credentials());
  }

  /** References, which the platform fills in when the cluster starts. */
  private Map<String, String> credentials() {
    return new TreeMap<>(
        Map.of(
            "DATABRICKS_CLIENT_ID", secret("client-id"),
            "DATABRICKS_CLIENT_SECRET", secret("client-secret")));
  }

  private String secret(String key) {
    return "{{secrets/%s/%s}}".formatted(compute.secretScope(), key);
  }

  private JobCluster cluster(String group, ClusterSpec spec) {
    ObjectNode settings = JSON.valueToTree(spec);
    ObjectNode shared = shared();
    // Of two sizes for both clusters, each takes the one that suits it.
    shared.remove(group.equals(TRAINING) ? AUTOSCALE : shared.has(AUTOSCALE) ? WORKERS : "none");
    override("", settings, shared);
    override(group + ".", settings, own(group));
    if (group.equals(TRAINING) && settings.has(AUTOSCALE)) {
      throw refused("training.autoscale", "XGBoost's workers must all be there from start to end");
    }
    requireRange(settings);
    return new JobCluster().setJobClusterKey(group).setNewCluster(parsed(completed(settings)));
  }

  private static void override(String prefix, ObjectNode settings, ObjectNode overrides) {
    for (Map.Entry<String, JsonNode> override : overrides.properties()) {
      if (!override.getKey().equals(EXISTING)) {
        override(prefix, settings, override.getKey(), override.getValue());
      }
    }
  }

  private static void override(String prefix, ObjectNode settings, String key, JsonNode value) {
    if (key.equals("data_security_mode")) {
      throw refused(prefix + key, "the clusters must be dedicated to one user");
    }
    if (key.equals(WORKERS)) {
      settings.remove(AUTOSCALE);
    }
    if (key.equals(AUTOSCALE)) {
      settings.remove(WORKERS);
    }
    if (JOINED.contains(key) && value.isObject() && settings.path(key).isObject()) {
      ((ObjectNode) settings.get(key)).setAll((ObjectNode) value);
    } else {
      settings.set(key, value);
    }
    requireKnown(prefix, settings, key);
  }

  private static void requireKnown(String prefix, ObjectNode settings, String key) {
    if (!JSON.valueToTree(parsed(settings)).has(key)) {
      throw refused(prefix + key, "the Jobs API has no such cluster setting");
    }
  }

  private static void requireRange(ObjectNode settings) {
    JsonNode range = settings.path(AUTOSCALE);
    long fewest = range.path("min_workers").asLong(1);
    if (range.isObject() && (fewest < 1 || range.path("max_workers").asLong() < fewest)) {
      throw refused(AUTOSCALE, "min_workers must be at least 1, and max_workers at least as many");
    }
  }

  private static ObjectNode completed(ObjectNode settings) {
    if (settings.has(POOL)) {
      // The machines are the pool's.
      settings.remove(NODE_TYPE);
    }
    if (settings.has(WORKERS) && settings.path(WORKERS).asLong(-1) == 0) {
      singleNode(settings);
    }
    return settings;
  }

  /** A cluster without workers works on its driver, and only with all of these settings. */
  private static void singleNode(ObjectNode settings) {
    settings
        .withObjectProperty("spark_conf")
        .put("spark.databricks.cluster.profile", "singleNode")
        .put("spark.master", "local[*]");
    settings.withObjectProperty("custom_tags").put("ResourceClass", "SingleNode");
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
