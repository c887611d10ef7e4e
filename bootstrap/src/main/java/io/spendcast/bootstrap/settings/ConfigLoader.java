package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the configuration together, and is the only one who reads the environment. */
public final class ConfigLoader {
  private static final List<String> PROFILES = List.of("databricks", "databricks-mounts");

  private final KnownKeys known;
  private final Map<String, Setting> values = new LinkedHashMap<>();
  private final Problems problems = new Problems();

  private ConfigLoader(List<Setting> defaults) {
    known = new KnownKeys(defaults);
    defaults.forEach(setting -> values.put(setting.key(), setting));
  }

  /** Whether this process runs on a Databricks cluster. */
  public static boolean isOnDatabricks() {
    return System.getenv("DATABRICKS_RUNTIME_VERSION") != null;
  }

  /** The variables of the environment whose names begin with {@code MLFLOW_}. */
  public static Map<String, String> mlflowEnvironment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("MLFLOW_"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The configuration in effect.
   *
   * @throws io.spendcast.domain.SpendcastException {@code INVALID}, with everything that is wrong
   */
  public static Config load(ConfigSources sources) {
    Problems packaging = new Problems();
    List<Setting> defaults =
        YamlLayer.read(
            "the defaults",
            resource("/spendcast.yaml"),
            line -> Origin.DEFAULT,
            key -> false,
            packaging);
    packaging.throwIfAny();
    return new ConfigLoader(defaults).with(sources);
  }

  private Config with(ConfigSources sources) {
    sources.profile().ifPresent(this::addProfile);
    sources.files().forEach(this::addFile);
    sources.assignments().forEach(this::addAssignment);
    Settings settings = new SettingsBinder(known, values, problems).bind();
    problems.throwIfAny();
    name("source.name", settings.source().effectiveName());
    name("registry.model", settings.modelName().value());
    return new Config(shown(), settings);
  }

  /** A name that follows from other settings is shown as it is in effect. */
  private void name(String key, String effective) {
    values.computeIfPresent(key, (same, setting) -> setting.withValue(TextNode.valueOf(effective)));
  }

  private void addProfile(String name) {
    if (PROFILES.contains(name)) {
      Origin origin = new Origin("profile " + name);
      add(origin.text(), resource("/profiles/" + name + ".yaml"), origin);
    } else {
      problems.add("there is no profile %s, but %s.".formatted(name, String.join(", ", PROFILES)));
    }
  }

  private void addFile(Path file) {
    try {
      String text = Files.readString(file);
      YamlLayer.read(
              file.toString(),
              text,
              line -> new Origin(file + ":" + line),
              known::isFreeForm,
              problems)
          .forEach(this::add);
    } catch (NoSuchFileException e) {
      problems.add("there is no file %s.".formatted(file));
    } catch (IOException e) {
      problems.add("%s cannot be read: %s.".formatted(file, e));
    }
  }

  private void add(String name, String text, Origin origin) {
    YamlLayer.read(name, text, line -> origin, known::isFreeForm, problems).forEach(this::add);
  }

  private void addAssignment(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      problems.add("--set wants key=value, not \"%s\".".formatted(assignment));
      return;
    }
    String key = assignment.substring(0, equals).strip();
    parse(key, assignment.substring(equals + 1))
        .ifPresent(value -> add(new Setting(key, value, new Origin("--set"))));
  }

  /** Text is taken as it is typed; anything else as YAML. */
  private Optional<JsonNode> parse(String key, String text) {
    try {
      return Optional.of(
          text.isEmpty() || known.isText(key) ? TextNode.valueOf(text) : YamlLayer.value(text));
    } catch (JsonProcessingException e) {
      problems.add("--set %s: the value is not YAML.".formatted(key));
      return Optional.empty();
    }
  }

  private void add(Setting setting) {
    if (!known.isEmpty(setting)) {
      known.accept(setting, problems).ifPresent(accepted -> values.put(setting.key(), accepted));
    }
  }

  /** In the order of the defaults, with the entries of a free-form map in its place. */
  private List<Setting> shown() {
    List<Setting> shown = new ArrayList<>();
    for (String key : known.keys()) {
      List<Setting> entries =
          values.values().stream()
              .filter(setting -> known.mapOf(setting.key()).filter(key::equals).isPresent())
              .toList();
      shown.addAll(entries.isEmpty() ? List.of(values.get(key)) : entries);
    }
    return shown;
  }

  private static String resource(String path) {
    try (InputStream stream = ConfigLoader.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar is not readable: " + path, e);
    }
  }
}
