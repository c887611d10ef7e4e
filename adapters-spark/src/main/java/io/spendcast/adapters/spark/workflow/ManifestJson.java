package io.spendcast.adapters.spark.workflow;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunManifest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Manifests as JSON: the domain's records as they are. */
final class ManifestJson {
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
          .build();

  private ManifestJson() {}

  /** Of each text the function says what may be kept; numbers and names of fields are kept. */
  static String write(RunManifest manifest, UnaryOperator<String> kept) {
    try {
      return MAPPER.copy().registerModule(texts(kept)).writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every manifest has a JSON form", e);
    }
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

  static RunManifest read(String json) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, RunManifest.class))
          .orElseThrow(() -> new SpendcastException(Kind.INVALID, problem("it is null"), HINT));
    } catch (JsonProcessingException e) {
      throw new SpendcastException(Kind.INVALID, problem(e.getOriginalMessage()), HINT, e);
    }
  }

  private static String problem(String why) {
    return "Cannot read a run manifest: " + why + ".";
  }
}
