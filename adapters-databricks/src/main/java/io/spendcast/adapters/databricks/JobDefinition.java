package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** Compares and joins settings of jobs. */
final class JobDefinition {
  private static final List<String> NAMES_OF_ITEMS = List.of("task_key", "job_cluster_key", "name");
  private static final Pattern MAY_BE_SECRET =
      Pattern.compile(".*(spark_env_vars|spark_conf|docker_image|init_scripts|custom_tags).*");

  private static final String NOTIFICATIONS = "email_notifications";
  private static final List<String> OUR_NOTIFICATIONS =
      List.of("on_failure", "on_duration_warning_threshold_exceeded");
  private static final List<String> OURS_OF_A_TASK =
      List.of(
          "depends_on",
          "existing_cluster_id",
          "job_cluster_key",
          "libraries",
          "max_retries",
          "min_retry_interval_millis",
          "new_cluster",
          "spark_jar_task",
          "timeout_seconds");
  private static final String NEW_CLUSTER = "new_cluster";

  /** What the official command line takes for the platform's, too. */
  private static final List<String> PLATFORM_OF_A_CLUSTER =
      List.of(
          "aws_attributes",
          "azure_attributes",
          "driver_instance_pool_id",
          "driver_node_type_id",
          "enable_elastic_disk",
          "enable_local_disk_encryption",
          "gcp_attributes",
          "node_type_id");

  private JobDefinition() {}

  /**
   * What a change from one to the other changes, one line each, without values that may be secret.
   */
  static List<String> differences(JsonNode before, JsonNode after) {
    List<String> differences = new ArrayList<>();
    compare("", before, after, differences);
    return differences;
  }

  /**
   * The job as it is to become: our settings, and what people and the platform added. What we set
   * the last time and no longer do is gone; a schedule or trigger stays paused or resumed as it is.
   */
  static ObjectNode merged(ObjectNode theirs, ObjectNode ours) {
    ObjectNode merged = theirs.deepCopy();
    Set<String> before = new TreeSet<>(OwnFields.rememberedBy(theirs).names());
    before.removeAll(OwnFields.of(ours).names());
    before.forEach(field -> remove(merged, field));
    for (Map.Entry<String, JsonNode> field : ours.properties()) {
      merged.set(
          field.getKey(), merged(field.getKey(), theirs.path(field.getKey()), field.getValue()));
    }
    return merged;
  }

  private static void remove(ObjectNode job, String field) {
    if (!field.equals(NOTIFICATIONS)) {
      job.remove(field);
      return;
    }
    JsonNode left = job.path(field);
    if (left.isObject()) {
      ((ObjectNode) left).remove(OUR_NOTIFICATIONS);
    }
  }

  private static JsonNode merged(String field, JsonNode theirs, JsonNode ours) {
    return switch (field) {
      case "tags", NOTIFICATIONS -> over(theirs, ours);
      case "schedule", "trigger" -> resumedAs(theirs, ours);
      case "tasks" -> items(theirs, ours, JobDefinition::task);
      case "job_clusters" -> items(theirs, ours, JobDefinition::cluster);
      default -> ours.deepCopy();
    };
  }

  private static JsonNode over(JsonNode theirs, JsonNode ours) {
    return theirs.isObject()
        ? ((ObjectNode) theirs.deepCopy()).setAll((ObjectNode) ours)
        : ours.deepCopy();
  }

  private static JsonNode resumedAs(JsonNode theirs, JsonNode ours) {
    JsonNode status = theirs.path(JobRendering.PAUSE);
    return status.isTextual()
        ? ((ObjectNode) ours.deepCopy()).set(JobRendering.PAUSE, status)
        : ours.deepCopy();
  }

  private static ArrayNode items(JsonNode theirs, JsonNode ours, BinaryOperator<ObjectNode> merge) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < ours.size(); i++) {
      ObjectNode item = ours.get(i).deepCopy();
      JsonNode there = counterpart(theirs, item, i);
      items.add(there.isObject() ? merge.apply((ObjectNode) there, item) : item);
    }
    return items;
  }

  /** What we never say of a task is somebody else's. */
  private static ObjectNode task(ObjectNode theirs, ObjectNode ours) {
    ObjectNode task = theirs.deepCopy();
    task.remove(OURS_OF_A_TASK);
    return task.setAll(ours);
  }

  /** A cluster is ours, except what the platform adds to each that does not say it. */
  private static ObjectNode cluster(ObjectNode theirs, ObjectNode ours) {
    ObjectNode fields = (ObjectNode) ours.path(NEW_CLUSTER);
    for (Map.Entry<String, JsonNode> field : theirs.path(NEW_CLUSTER).properties()) {
      if (PLATFORM_OF_A_CLUSTER.contains(field.getKey()) && !fields.has(field.getKey())) {
        fields.set(field.getKey(), field.getValue());
      }
    }
    return ours;
  }

  private static void compare(String path, JsonNode theirs, JsonNode ours, List<String> into) {
    if (ours.isObject() && theirs.isObject()) {
      fields(path, theirs, ours, into);
    } else if (ours.isArray() && theirs.isArray()) {
      items(path, theirs, ours, into);
    } else if (!ours.equals(theirs) && !ours.asText("-").equals(theirs.asText("+"))) {
      into.add(line(path, theirs, ours));
    }
  }

  private static void fields(String path, JsonNode theirs, JsonNode ours, List<String> into) {
    Set<String> names = new LinkedHashSet<>();
    ours.fieldNames().forEachRemaining(names::add);
    theirs.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String inside = path.isEmpty() ? name : path + "." + name;
      compare(inside, theirs.path(name), ours.path(name), into);
    }
  }

  private static void items(String path, JsonNode theirs, JsonNode ours, List<String> into) {
    for (int i = 0; i < ours.size(); i++) {
      JsonNode item = ours.get(i);
      compare("%s[%s]".formatted(path, label(item, i)), counterpart(theirs, item, i), item, into);
    }
    for (int i = 0; i < theirs.size(); i++) {
      if (counterpart(ours, theirs.get(i), i).isMissingNode()) {
        into.add(line("%s[%s]".formatted(path, label(theirs.get(i), i)), theirs.get(i), none()));
      }
    }
  }

  private static JsonNode none() {
    return MissingNode.getInstance();
  }

  private static String label(JsonNode item, int position) {
    return name(item).map(key -> item.get(key).asText()).orElse(Integer.toString(position));
  }

  private static Optional<String> name(JsonNode item) {
    return NAMES_OF_ITEMS.stream().filter(item::has).findFirst();
  }

  /** Items with a name may come in another order. */
  private static JsonNode counterpart(JsonNode others, JsonNode item, int position) {
    Optional<String> name = name(item);
    if (name.isEmpty()) {
      return others.path(position);
    }
    for (JsonNode other : others) {
      if (other.path(name.get()).equals(item.get(name.get()))) {
        return other;
      }
    }
    return none();
  }

  private static String line(String path, JsonNode theirs, JsonNode ours) {
    if (theirs.isMissingNode()) {
      return "+ " + path + shown(path, ours, ": ");
    }
    if (ours.isMissingNode()) {
      return "- " + path;
    }
    return "~ " + path + shown(path, theirs, ": ") + shown(path, ours, " → ");
  }

  private static String shown(String path, JsonNode value, String before) {
    boolean hidden = value.isContainerNode() || MAY_BE_SECRET.matcher(path).matches();
    return hidden ? "" : before + value.asText();
  }
}
