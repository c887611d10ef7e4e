package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A YAML file of the store. Keys that other versions of MLflow added stay as they are.
 *
 * @param file the file
 * @param values its keys
 */
public record MetaFile(Path file, Map<String, Object> values) {
  // Text is always quoted, so that an id of digits stays text. Lines are never folded, as MLflow
  // keeps JSON in them.
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  public static MetaFile read(Path file) throws IOException {
    try {
      return parse(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw notYaml(file);
    } catch (NoSuchFileException e) {
      throw MlflowErrors.damaged(file, "it is not there");
    }
  }

  /** The text of a file that exists. */
  public static MetaFile parse(Path file, String text) {
    try {
      Map<String, Object> values =
          YAML.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
      return new MetaFile(file, Objects.requireNonNullElse(values, Map.of()));
    } catch (JsonProcessingException e) {
      throw notYaml(file);
    }
  }

  private static SpendcastException notYaml(Path file) {
    return MlflowErrors.damaged(file, "it is not the YAML that MLflow writes");
  }

  public static String yaml(Map<String, Object> values) throws IOException {
    return YAML.writeValueAsString(values);
  }

  public String yaml() throws IOException {
    return yaml(values);
  }

  public MetaFile with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new MetaFile(file, changed);
  }

  Optional<Object> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public String text(String key) {
    return find(key)
        .map(Object::toString)
        .orElseThrow(() -> MlflowErrors.damaged(file, "it has no " + key));
  }

  public long number(String key) {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw MlflowErrors.damaged(file, key + " is not a number");
    }
  }

  public boolean isDeleted() {
    return find("lifecycle_stage").filter("deleted"::equals).isPresent();
  }
}
