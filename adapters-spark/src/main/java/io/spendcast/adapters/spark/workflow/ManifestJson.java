package io.spendcast.adapters.spark.workflow;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunManifest;
import java.util.Optional;

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

  static String write(RunManifest manifest) {
    try {
      return MAPPER.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every manifest has a JSON form", e);
    }
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
