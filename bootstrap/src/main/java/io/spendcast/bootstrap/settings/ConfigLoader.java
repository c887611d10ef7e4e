package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.spendcast.bootstrap.settings.section.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
  private final List<String> warnings = new ArrayList<>();

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

  /** All variables of the environment, for what must know which values are secret. */
  public static Map<String, String> environment() {
    return System.getenv();
  }

  /** The file that everything is logged to; empty where the platform does that. */
  public static Optional<Path> log() {
    return Optional.ofNullable(System.getProperty("spendcast.log")).map(Path::of);
  }

  /** As a shell has it; without one, as the system has it. */
  private static Path home() {
    return Optional.ofNullable(System.getenv("HOME"))
        .filter(home -> home.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  /**
   * The configuration in effect.
   *
   * @throws io.spendcast.domain.SpendcastException {@code INVALID}, with everything that is wrong
   */
  public static Config load(ConfigSources sources) {
    return new ConfigLoader(defaults()).with(sources);
  }

  private static List<Setting> defaults() {
    Problems packaging = new Problems();
    List<Setting> defaults =
        YamlLayer.read(
            "the defaults",
            resource("/spendcast.yaml"),
            line -> Origin.DEFAULT,
            key -> false,
            packaging);
    packaging.throwIfAny();
    return defaults;
  }

  /** The key that somebody may mean who takes its name for an option, such as {@code scale}. */
  public static Optional<String> keyMeantBy(String name) {
    return new KnownKeys(defaults()).meantBy(name);
  }

  private Config with(ConfigSources sources) {
    sources.profile().ifPresent(this::addProfile);
    sources.files().forEach(this::addFile);
    sources.assignments().forEach(this::addAssignment);
    addPlugins(sources.plugins());
    problems.throwIfIncomplete();
    PathSettings paths = new PathSettings(home(), problems);
    values.replaceAll((key, setting) -> paths.placed(setting));
    Settings settings = new SettingsBinder(known, values, problems).bind();
    problems.throwIfAny();
    name("source.name", settings.source().effectiveName());
    name("registry.model", settings.modelName().value());
    return new Config(shown(), settings, warnings);
  }

  /** A name that follows from other settings is shown as it is in effect. */
  private void name(String key, String effective) {
    values.computeIfPresent(key, (same, setting) -> setting.withValue(TextNode.valueOf(effective)));
  }

  private void addProfile(String name) {
    if (PROFILES.contains(name)) {
      Origin origin = new Origin("profile " + name);
      YamlLayer.read(
              origin.text(),
              resource("/profiles/" + name + ".yaml"),
              line -> origin,
              known::isWhole,
              problems)
          .forEach(this::add);
    } else {
      problems.add(
          "there is no profile %s. The profiles are %s."
              .formatted(name, String.join(", ", PROFILES)));
    }
  }

  private void addFile(Path file) {
    SettingsFile.read(file, problems).ifPresent(text -> addFile(file, text));
  }

  private void addFile(Path file, String text) {
    List<Setting> settings =
        YamlLayer.read(file.toString(), text, Origin.lineOf(file), known::isWhole, problems);
    settings.forEach(this::add);
    String secret =
        settings.stream()
            .filter(Setting::holdsSecret)
            .map(Setting::key)
            .collect(Collectors.joining(", "));
    if (!secret.isEmpty() && SettingsFile.isReadableByOthers(file)) {
      warnings.add(
          "%s may hold a secret in %s, and others on this machine can read it: chmod 600 %s, or keep secrets in the environment."
              .formatted(file, secret, file));
    }
  }

  private void addAssignment(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      problems.add("--set must be key=value, not \"%s\".".formatted(assignment));
      return;
    }
    String key = assignment.substring(0, equals).strip();
    String text = assignment.substring(equals + 1);
    if (text.isEmpty() || known.isText(key)) {
      // Text is taken as it is typed; anything else as YAML.
      add(new Setting(key, TextNode.valueOf(text), Origin.COMMAND_LINE));
    } else {
      YamlLayer.assigned(key, text, known::isWhole, problems).forEach(this::add);
    }
  }

  /** Unlike a setting, an option is one more. */
  private void addPlugins(List<String> classes) {
    if (!classes.isEmpty()) {
      ArrayNode all = values.get(KnownKeys.PLUGINS).value().deepCopy();
      classes.forEach(all::add);
      add(new Setting(KnownKeys.PLUGINS, all, new Origin("--plugin")));
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
