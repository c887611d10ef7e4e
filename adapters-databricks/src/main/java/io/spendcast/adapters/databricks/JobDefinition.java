package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares and joins settings of jobs. */
final class JobDefinition {
  private static final List<String> NAMES_OF_ITEMS = List.of("task_key", "job_cluster_key", "name");
  private static final Pattern MAY_BE_SECRET =
      Pattern.compile(".*(spark_env_vars|spark_conf|docker_image|init_scripts|custom_tags).*");

  private JobDefinition() {}

  /**
   * What they have otherwise than we set it, one line each. The platform adds defaults and people
   * add triggers and notifications; neither is a difference.
   */
  static List<String> differences(JsonNode theirs, JsonNode ours) {
    List<String> differences = new ArrayList<>();
    compare("", theirs, ours, differences);
    return differences;
  }

  /** Our settings over what people added; a schedule they resumed stays so. */
  static ObjectNode over(ObjectNode theirs, ObjectNode ours) {
    ObjectNode both = theirs.deepCopy();
    both.setAll(ours);
    return both;
  }

  /** Our settings, but the schedule paused or not as it is there. */
  static ObjectNode resumedAs(ObjectNode theirs, ObjectNode ours) {
    ObjectNode settings = ours.deepCopy();
    JsonNode status = theirs.path("schedule").path("pause_status");
    if (settings.has("schedule") && status.isTextual()) {
      ((ObjectNode) settings.get("schedule")).set("pause_status", status);
    }
    return settings;
  }

  private static void compare(String path, JsonNode theirs, JsonNode ours, List<String> into) {
    if (ours.isObject() && theirs.isObject()) {
      for (Map.Entry<String, JsonNode> field : ours.properties()) {
        String inside = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        compare(inside, theirs.path(field.getKey()), field.getValue(), into);
      }
    } else if (ours.isArray() && theirs.isArray()) {
      items(path, theirs, ours, into);
    } else if (!ours.equals(theirs) && !ours.asText("-").equals(theirs.asText("+"))) {
      into.add(line(path, theirs, ours));
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
