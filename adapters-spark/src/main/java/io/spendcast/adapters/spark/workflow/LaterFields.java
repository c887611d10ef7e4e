package io.spendcast.adapters.spark.workflow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a later release wrote into parts of manifests, such as the output of a task: a part that is
 * saved again as it was read keeps it.
 */
final class LaterFields {
  private final Map<JsonNode, JsonNode> wholeByKnown = new ConcurrentHashMap<>();

  /** Remembers the parts of a manifest that have more fields than this release knows. */
  void keep(ObjectNode whole, ObjectNode known) {
    known
        .fields()
        .forEachRemaining(
            part -> {
              JsonNode joined = joined(part.getValue(), whole.path(part.getKey()));
              if (!joined.equals(part.getValue())) {
                wholeByKnown.put(part.getValue(), joined);
              }
            });
  }

  /** A part of a manifest with what a later release wrote into it. */
  JsonNode with(JsonNode part) {
    return wholeByKnown.getOrDefault(part, part);
  }

  /** What is known, and the fields that only the other has. */
  private static JsonNode joined(JsonNode known, JsonNode whole) {
    JsonNode joined = known.deepCopy();
    if (known.isObject() && whole.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = whole.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        JsonNode ours = known.get(field.getKey());
        ((ObjectNode) joined)
            .set(field.getKey(), ours == null ? field.getValue() : joined(ours, field.getValue()));
      }
    }
    if (known.isArray() && known.size() == whole.size()) {
      for (int i = 0; i < known.size(); i++) {
        ((ArrayNode) joined).set(i, joined(known.get(i), whole.get(i)));
      }
    }
    return joined;
  }

  /** Skips fields that are not known, and says so to whoever reads. */
  static final class Handler extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object record,
        String name)
        throws IOException {
      parser.skipChildren();
      if (context.getAttribute(Found.class) instanceof Found found) {
        found.any = true;
      }
      return true;
    }

    /** Whether there was any. */
    static final class Found {
      private boolean any;

      boolean isAny() {
        return any;
      }
    }
  }
}
