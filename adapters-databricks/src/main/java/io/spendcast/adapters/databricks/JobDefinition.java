package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares and joins settings of jobs. */
final class JobDefinition {
  private static final List<String> NAMES_OF_ITEMS = List.of("task_key", "job_cluster_key", "name");

  private JobDefinition() {}

  /**
   * Whether everything that we set is there. The platform adds defaults and people add schedules
   * and notifications; neither is a difference.
   */
  static boolean covers(JsonNode theirs, JsonNode ours) {
    if (ours.isObject()) {
      return theirs.isObject() && coversFields(theirs, ours);
    }
    if (ours.isArray()) {
      return theirs.isArray() && theirs.size() == ours.size() && coversItems(theirs, ours);
    }
    return ours.equals(theirs) || ours.asText().equals(theirs.asText());
  }

  /** Our settings over what people added. */
  static ObjectNode over(ObjectNode theirs, ObjectNode ours) {
    ObjectNode both = theirs.deepCopy();
    both.setAll(ours);
    return both;
  }

  private static boolean coversFields(JsonNode theirs, JsonNode ours) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = ours.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!covers(theirs.path(field.getKey()), field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean coversItems(JsonNode theirs, JsonNode ours) {
    for (int i = 0; i < ours.size(); i++) {
      if (!covers(counterpart(theirs, ours.get(i), i), ours.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Items with a name may come in another order. */
  private static JsonNode counterpart(JsonNode theirs, JsonNode item, int position) {
    Optional<String> name = NAMES_OF_ITEMS.stream().filter(item::has).findFirst();
    if (name.isPresent()) {
      for (JsonNode other : theirs) {
        if (other.path(name.get()).equals(item.get(name.get()))) {
          return other;
        }
      }
    }
    return theirs.path(position);
  }
}
