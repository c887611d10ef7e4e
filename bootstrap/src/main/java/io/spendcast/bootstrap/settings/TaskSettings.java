package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spendcast.bootstrap.settings.section.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tasks on a platform must know to do what the same configuration does here: all that somebody
 * set and their profile does not say, unless it reaches them as a parameter of the job.
 */
public final class TaskSettings {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build());

  /** What reaches the tasks by the job itself: the workspace, its clusters and the parameters. */
  private static final Pattern OF_THE_JOB =
      Pattern.compile("databricks\\..*|spark\\..*|forecast\\.as-of");

  private static final String SCHEMA = "source.tpcds.schema";

  private static final Set<String> PLACES = Set.of("lake", "tracking.uri", "registry.uri");
  private static final Pattern ON_A_PLATFORM =
      Pattern.compile(
          "|databricks(-uc)?|/(Volumes|Workspace|mnt|dbfs)/.*|/mnt"
              + "|(?!file:|https?://(localhost|127\\.|\\[::1]))[a-z][a-z0-9+.-]+:.*");

  private final Config config;
  private final Map<String, JsonNode> profile = new HashMap<>();

  /** Compares a configuration with the profile that its tasks run with. */
  public TaskSettings(Config config) {
    this.config = config;
    ConfigSources alone =
        new ConfigSources(
            Optional.of(config.settings().databricks().tasks().profile()), List.of(), List.of());
    ConfigLoader.load(alone).values().forEach(value -> profile.put(value.key(), value.value()));
  }

  /** The settings that go to the tasks, as a file's text; empty if there are none. */
  public String text() {
    ObjectNode file = YAML.createObjectNode();
    carried().forEach(setting -> file.set(setting.key(), setting.value()));
    try {
      return file.isEmpty() ? "" : YAML.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always YAML", e);
    }
  }

  /** What somebody set and no task could use, one sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    carried()
        .forEach(
            setting -> {
              places(setting)
                  .filter(place -> !ON_A_PLATFORM.matcher(place).matches())
                  .forEach(
                      place ->
                          problems.add(
                              "%s (%s): %s is on this machine, where no task can reach it"
                                  .formatted(
                                      setting.key(),
                                      setting.origin(),
                                      Rules.withoutUserInfo(place))));
              if (setting.key().equals(KnownKeys.PLUGINS)) {
                problems.add(
                    "%s (%s): the jar for a cluster has its own copy of Guice and takes no plugin"
                        .formatted(setting.key(), setting.origin()));
              }
              if (isSecret(setting)) {
                problems.add(
                    "%s (%s) may be a secret, which no file of settings may hold"
                        .formatted(setting.key(), setting.origin()));
              }
            });
    return problems;
  }

  /** The value that a task has under this key. */
  public String value(String key) {
    return config.values().stream()
        .filter(setting -> setting.key().equals(key) && isSet(setting))
        .map(Setting::value)
        .findFirst()
        .orElseGet(() -> profile.get(key))
        .asText();
  }

  private Stream<Setting> carried() {
    return config.values().stream()
        .filter(TaskSettings::isSet)
        .filter(setting -> !reachesTasksByTheJob(setting))
        .filter(setting -> !setting.value().equals(profile.get(setting.key())));
  }

  /** An empty parameter would be none, so that an empty schema goes by the file. */
  private static boolean reachesTasksByTheJob(Setting setting) {
    return OF_THE_JOB.matcher(setting.key()).matches()
        || (setting.key().equals(SCHEMA) && !setting.value().asText().isEmpty());
  }

  /** Azure's storage writes the container as others write a password. */
  private static boolean isSecret(Setting setting) {
    boolean azure = setting.value().asText().matches("(abfss?|wasbs?)://[^:@/]+@[^@]*");
    return !azure && !Secrecy.of(setting.key(), setting.value()).hidden().isEmpty();
  }

  private static boolean isSet(Setting setting) {
    return !setting.origin().equals(Origin.DEFAULT);
  }

  private static Stream<String> places(Setting setting) {
    return PLACES.contains(setting.key())
        ? Stream.of(setting.value().asText())
        : setting.key().equals("source.tables")
            ? setting.value().findValuesAsText("path").stream()
            : Stream.empty();
  }
}
