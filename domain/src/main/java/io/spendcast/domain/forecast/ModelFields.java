package io.spendcast.domain.forecast;

import io.spendcast.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a model in JSON. */
final class ModelFields {
  private static final String KIND = "kind";
  private static final String LINK = "link";

  private ModelFields() {}

  static Map<String, Object> of(ForecastModel model, List<String> inputs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (model instanceof LinearModel line) {
      fields.put(KIND, "linear");
      fields.put(LINK, name(line.link()));
      fields.put("intercept", line.intercept());
      fields.put("terms", line.terms().stream().map(term -> fields(term, inputs)).toList());
    } else if (model instanceof TreeModel trees) {
      fields.put(KIND, "trees");
      fields.put(LINK, name(trees.link()));
      fields.put("arithmetic", name(trees.arithmetic()));
      fields.put("base", trees.base());
      fields.put("trees", trees.trees().stream().map(TreeFields::of).toList());
    } else if (model instanceof AverageModel average) {
      fields.put(KIND, "average");
      fields.put(
          "members", average.members().stream().map(member -> fields(member, inputs)).toList());
    }
    return fields;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> fields(Term term, List<String> inputs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("input", inputs.get(term.input()));
    fields.put("coefficient", term.coefficient());
    fields.put("unknown", term.substitute());
    if (term.scale() instanceof LogRange log) {
      fields.put("log", fields(log));
    }
    return fields;
  }

  private static Map<String, Object> fields(LogRange log) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("least", log.least());
    fields.put("most", log.most());
    if (log.unit() != 1) {
      fields.put("unit", log.unit());
    }
    return fields;
  }

  /** Whether some value counts in another unit than one, which the first version cannot say. */
  static boolean hasUnits(ForecastModel model) {
    if (model instanceof AverageModel average) {
      return average.members().stream().anyMatch(member -> hasUnits(member.model()));
    }
    return model instanceof LinearModel line
        && line.terms().stream()
            .anyMatch(term -> term.scale() instanceof LogRange log && log.unit() != 1);
  }

  private static Map<String, Object> fields(AverageModel.Member member, List<String> inputs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weight", member.weight());
    fields.put("model", of(member.model(), inputs));
    return fields;
  }

  static ForecastModel read(JsonObject fields, List<String> inputs) {
    return switch (fields.text(KIND)) {
      case "linear" -> line(fields, inputs);
      case "trees" -> trees(fields);
      case "average" ->
          new AverageModel(
              fields.objects("members").stream().map(member -> member(member, inputs)).toList());
      default ->
          throw new IllegalArgumentException(
              "%s.kind is unknown: %s".formatted(fields.path(), fields.text(KIND)));
    };
  }

  private static LinearModel line(JsonObject fields, List<String> inputs) {
    return new LinearModel(
        fields.number("intercept"),
        fields.objects("terms").stream().map(term -> term(term, inputs)).toList(),
        constant(Link.class, fields, LINK));
  }

  private static TreeModel trees(JsonObject fields) {
    return new TreeModel(
        constant(Arithmetic.class, fields, "arithmetic"),
        fields.number("base"),
        fields.objects("trees").stream().map(TreeFields::read).toList(),
        constant(Link.class, fields, LINK));
  }

  private static Term term(JsonObject fields, List<String> inputs) {
    int input = inputs.indexOf(fields.text("input"));
    if (input < 0) {
      throw new IllegalArgumentException("%s.input is no input".formatted(fields.path()));
    }
    Scale scale =
        fields.findObject("log").<Scale>map(ModelFields::range).orElseGet(Scale.AsIs::new);
    return new Term(input, fields.number("coefficient"), fields.number("unknown"), scale);
  }

  private static LogRange range(JsonObject log) {
    return new LogRange(
        log.number("least"), log.number("most"), log.findNumber("unit").orElse(1.0));
  }

  private static AverageModel.Member member(JsonObject fields, List<String> inputs) {
    return new AverageModel.Member(fields.number("weight"), read(fields.object("model"), inputs));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonObject fields, String field) {
    try {
      return Enum.valueOf(type, fields.text(field).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.%s is unknown: %s".formatted(fields.path(), field, fields.text(field)), e);
    }
  }
}
