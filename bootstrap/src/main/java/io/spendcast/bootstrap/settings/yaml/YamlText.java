package io.spendcast.bootstrap.settings.yaml;

import io.spendcast.bootstrap.settings.yaml.YamlValue.Mapping;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Part;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Scalar;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML text as it is written. The library makes no values of it, only nodes: their source
 * text decides. How deep and how large a text may be is bounded, also once its aliases are
 * resolved.
 */
public final class YamlText {
  private static final String MERGE = "<<";
  private static final int DEEPEST = 50;
  private static final int MOST_VALUES = 100_000;
  private static final Set<Tag> KNOWN =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.SEQ,
          Tag.MAP);

  private int values;

  private YamlText() {}

  /**
   * The value that the text holds; empty if it holds none.
   *
   * @throws YamlFlaw if it is no YAML, holds more than one document, or is beyond the bounds
   */
  public static Optional<YamlValue> read(String text) throws YamlFlaw {
    try {
      Iterator<Node> documents = yaml().composeAll(new StringReader(text)).iterator();
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      Optional<YamlValue> value = Optional.of(new YamlText().value(documents.next(), DEEPEST));
      if (documents.hasNext()) {
        throw new YamlFlaw(line(documents.next()), "a second document begins");
      }
      return value;
    } catch (MarkedYAMLException e) {
      int line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1).orElse(1);
      throw new YamlFlaw(line, FlawWords.of(e));
    } catch (ReaderException e) {
      throw new YamlFlaw(lineOf(text, e.getPosition()), FlawWords.of(e));
    } catch (YAMLException e) {
      throw new YamlFlaw(1, FlawWords.of(e));
    }
  }

  private static Yaml yaml() {
    LoaderOptions bounds = new LoaderOptions();
    bounds.setNestingDepthLimit(DEEPEST);
    bounds.setMaxAliasesForCollections(1000);
    return new Yaml(bounds);
  }

  private static int lineOf(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    return 1 + (int) before.chars().filter(letter -> letter == '\n').count();
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private YamlValue value(Node node, int depth) throws YamlFlaw {
    values++;
    if (depth == 0 || values > MOST_VALUES) {
      throw new YamlFlaw(
          line(node), "it is too large or too deep once its aliases are put in their places");
    }
    if (!KNOWN.contains(node.getTag())) {
      throw new YamlFlaw(line(node), "the tag %s means nothing here".formatted(node.getTag()));
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    return node instanceof SequenceNode list
        ? sequence(list, depth)
        : new Mapping(List.copyOf(parts((MappingNode) node, depth).values()));
  }

  private static Scalar scalar(ScalarNode node) {
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    return new Scalar(plain ? Scalars.plain(node.getValue()) : Scalars.quoted(node.getValue()));
  }

  private Sequence sequence(SequenceNode node, int depth) throws YamlFlaw {
    List<Part> parts = new ArrayList<>();
    for (Node entry : node.getValue()) {
      parts.add(new Part("", line(entry), value(entry, depth - 1)));
    }
    return new Sequence(parts);
  }

  private Map<String, Part> parts(MappingNode node, int depth) throws YamlFlaw {
    Map<String, Part> own = new LinkedHashMap<>();
    Map<String, Part> merged = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (isMerge(entry.getKeyNode())) {
        merge(entry.getValueNode(), depth, merged);
      } else {
        Part part = part(entry, depth);
        Part earlier = own.putIfAbsent(part.name(), part);
        if (earlier != null) {
          throw new YamlFlaw(
              part.line(),
              "%s is there for the second time, after line %s"
                  .formatted(part.name(), earlier.line()));
        }
      }
    }
    merged.forEach(own::putIfAbsent);
    return own;
  }

  private Part part(NodeTuple entry, int depth) throws YamlFlaw {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      throw new YamlFlaw(line(entry.getKeyNode()), "a key must be one word");
    }
    return new Part(key.getValue(), line(key), value(entry.getValueNode(), depth - 1));
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals(MERGE);
  }

  /** What is merged in gives way to the map's own keys, and a later merged map to an earlier. */
  private void merge(Node node, int depth, Map<String, Part> merged) throws YamlFlaw {
    if (depth == 0) {
      throw new YamlFlaw(line(node), "<< goes too deep");
    }
    if (node instanceof MappingNode map) {
      parts(map, depth - 1).forEach(merged::putIfAbsent);
    } else if (node instanceof SequenceNode list) {
      for (Node entry : list.getValue()) {
        merge(entry, depth - 1, merged);
      }
    } else {
      throw new YamlFlaw(line(node), "<< wants a map or a list of maps");
    }
  }
}
