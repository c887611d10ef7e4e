package io.spendcast.adapters.spark.workflow;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunManifest;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Manifests as JSON, as {@code docs/format.md} describes it: a format version, and the domain's
 * records field by field. A field that is not known, since a later release wrote it, is skipped and
 * stays in what is saved again.
 */
final class ManifestJson {
  /** What this release writes; it reads this and all before. */
  static final int FORMAT = 2;

  /** The field with the version; the first release wrote none. */
  private static final String FIELD = "format";

  private static final int FIRST = 1;

  private static final String HINT =
      "It is damaged or of another version of Spendcast; delete runs/manifests in the lake, or"
          + " runs/NAME/manifests if the source has a name of its own.";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // What a record says of itself is not one of its components.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          // What an older version did not write yet, such as the identity of a table, is empty.
          .withConfigOverride(
              String.class,
              texts -> texts.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          // Money keeps its digits.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addHandler(new LaterFields.Handler())
          .build();

  private final LaterFields later = new LaterFields();
  private final ObjectMapper writer;

  /**
   * Manifests of one journal.
   *
   * @param kept what may be kept of a text; numbers and names of fields are kept
   */
  ManifestJson(UnaryOperator<String> kept) {
    this.writer = MAPPER.copy().registerModule(texts(kept));
  }

  String write(RunManifest manifest) {
    ObjectNode json = writer.createObjectNode().put(FIELD, FORMAT);
    ObjectNode known = writer.valueToTree(manifest);
    known.fields().forEachRemaining(part -> json.set(part.getKey(), later.with(part.getValue())));
    return json.toString();
  }

  private static SimpleModule texts(UnaryOperator<String> kept) {
    return new SimpleModule()
        .addSerializer(
            String.class,
            new StdSerializer<String>(String.class) {
              @Override
              public void serialize(String text, JsonGenerator to, SerializerProvider known)
                  throws IOException {
                to.writeString(kept.apply(text));
              }
            });
  }

  RunManifest read(String text) {
    try {
      return read(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw refused(e.getOriginalMessage(), HINT, e);
    }
  }

  private RunManifest read(JsonNode json) throws JsonProcessingException {
    if (!(json instanceof ObjectNode fields)) {
      throw refused("it is no object", HINT, null);
    }
    int format = fields.path(FIELD).asInt(fields.has(FIELD) ? FORMAT + 1 : FIRST);
    fields.remove(FIELD);
    if (format < FIRST || format > FORMAT) {
      throw refused(
          "its format is %s, and this release knows those until %s".formatted(format, FORMAT),
          "Use the release that wrote it, or a later one.",
          null);
    }
    LaterFields.Handler.Found unknown = new LaterFields.Handler.Found();
    RunManifest manifest =
        MAPPER
            .reader()
            .withAttribute(LaterFields.Handler.Found.class, unknown)
            .treeToValue(fields, RunManifest.class);
    if (unknown.isAny()) {
      later.keep(fields, writer.valueToTree(manifest));
    }
    return manifest;
  }

  private static SpendcastException refused(String why, String hint, Exception cause) {
    return new SpendcastException(
        Kind.INVALID, "Cannot read a run manifest: " + why + ".", hint, cause);
  }
}
