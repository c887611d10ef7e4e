package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Reads one YAML text as settings that know their lines. */
final class YamlLayer {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String name;
  private final IntFunction<Origin> origin;
  private final Predicate<String> freeForm;
  private final Problems problems;
  private final List<Setting> settings = new ArrayList<>();

  private YamlLayer(
      String name, IntFunction<Origin> origin, Predicate<String> freeForm, Problems problems) {
    this.name = name;
    this.origin = origin;
    this.freeForm = freeForm;
    this.problems = problems;
  }

  /**
   * The settings of a text, in their order. Maps are opened into full keys, except empty ones.
   *
   * @param name what to call the text in problems
   * @param origin the origin of a value by its line
   * @param freeForm the keys whose maps are opened only once, since what stands below is not ours
   * @param problems takes what cannot be read
   */
  static List<Setting> read(
      String name,
      String text,
      IntFunction<Origin> origin,
      Predicate<String> freeForm,
      Problems problems) {
    YamlLayer layer = new YamlLayer(name, origin, freeForm, problems);
    layer.readDocument(text);
    return layer.settings;
  }

  /** A value given on the command line. */
  static JsonNode value(String text) throws JsonProcessingException {
    return YAML.readTree(text);
  }

  private void readDocument(String text) {
    try (JsonParser parser = YAML.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readMap(parser, "");
        if (parser.nextToken() != null) {
          problems.add("%s holds more than one document.".formatted(name));
        }
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        problems.add("%s is not a map of settings.".formatted(name));
      }
    } catch (JsonProcessingException e) {
      problems.add(
          "%s, line %d, is not YAML: %s."
              .formatted(name, e.getLocation().getLineNr(), inOneLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private void readMap(JsonParser parser, String prefix) throws IOException {
    boolean whole = !prefix.isEmpty() && freeForm.test(prefix.substring(0, prefix.length() - 1));
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (parser.nextToken() == JsonToken.START_OBJECT && !whole) {
        int before = settings.size();
        readMap(parser, key + ".");
        if (settings.size() == before) {
          settings.add(new Setting(key, YAML.createObjectNode(), origin.apply(line)));
        }
      } else {
        LinedTree tree = new LinedTree(parser, origin);
        settings.add(new Setting(key, tree.read(), origin.apply(line), tree.origins()));
      }
    }
  }

  private static String inOneLine(String message) {
    return message.lines().map(String::strip).limit(1).findFirst().orElse("unreadable");
  }
}
