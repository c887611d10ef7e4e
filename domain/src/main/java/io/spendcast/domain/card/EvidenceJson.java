package io.spendcast.domain.card;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The evidence as JSON, except what other tags say: candidate, verdict and sentinels. */
final class EvidenceJson {
  private EvidenceJson() {}

  static String write(GateEvidence evidence) {
    TrainingPanel panel = evidence.panel();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("use", evidence.findings().use().name());
    fields.put("limits", evidence.findings().limits());
    fields.put("skill", text(evidence.findings().skill()));
    fields.put("train", dates(panel.plan().train()));
    fields.put("test", dates(panel.plan().test()));
    fields.put("scoring", panel.plan().scoring().toString());
    fields.put("horizon", horizon(panel.plan().horizon()));
    fields.put("sample_fraction", panel.sampleFraction());
    fields.put("train_rows", panel.trainRows());
    fields.put("test_rows", panel.testRows());
    fields.put("features", fields(panel.features()));
    // Line breaks only part the fields: those within texts are escaped.
    return JsonText.of(fields).replace("\n", "");
  }

  private static Map<String, Object> fields(FeatureTable features) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", table(features.table()));
    fields.put("daily_spend", table(features.dailySpend()));
    fields.put("fingerprint", features.fingerprint().value());
    fields.put("horizon", horizon(features.horizon()));
    fields.put("as_ofs", dates(features.asOfs()));
    fields.put("rows", features.rows());
    fields.put("inputs", features.inputs());
    Map<String, Object> columns = new TreeMap<>();
    features.columns().forEach((name, definition) -> columns.put(name, definition.value()));
    fields.put("columns", columns);
    return fields;
  }

  private static Map<String, Object> table(TableVersion version) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", version.table().toString());
    fields.put("version", version.version());
    fields.put("id", version.id());
    return fields;
  }

  private static Map<String, Object> horizon(Horizon horizon) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("days", horizon.days());
    fields.put("gap_days", horizon.gapDays());
    return fields;
  }

  private static List<String> dates(List<AsOfDate> dates) {
    return dates.stream().map(AsOfDate::toString).toList();
  }

  /** As text, since JSON has no NaN. */
  private static String text(Interval skill) {
    return "%s %s %s".formatted(skill.value(), skill.low(), skill.high());
  }

  static TrainingPanel panel(JsonObject fields) {
    return new TrainingPanel(
        features(fields.object("features")),
        new PanelPlan(
            dates(fields, "train"),
            dates(fields, "test"),
            AsOfDate.parse(fields.text("scoring")),
            horizon(fields)),
        fields.number("sample_fraction"),
        (long) fields.number("train_rows"),
        (long) fields.number("test_rows"));
  }

  private static FeatureTable features(JsonObject fields) {
    return new FeatureTable(
        table(fields.object("table")),
        table(fields.object("daily_spend")),
        new Fingerprint(fields.text("fingerprint")),
        fields.texts("inputs"),
        horizon(fields),
        dates(fields, "as_ofs"),
        (long) fields.number("rows"),
        columns(fields.object("columns")));
  }

  private static Map<String, Fingerprint> columns(JsonObject columns) {
    return columns.fields().keySet().stream()
        .collect(Collectors.toMap(name -> name, name -> new Fingerprint(columns.text(name))));
  }

  private static TableVersion table(JsonObject fields) {
    return new TableVersion(
        new TableName(fields.text("name")), (long) fields.number("version"), fields.text("id"));
  }

  private static Horizon horizon(JsonObject fields) {
    JsonObject horizon = fields.object("horizon");
    return new Horizon(horizon.integer("days"), horizon.integer("gap_days"));
  }

  private static List<AsOfDate> dates(JsonObject fields, String field) {
    return fields.texts(field).stream().map(AsOfDate::parse).toList();
  }

  static Use use(JsonObject fields) {
    return Use.valueOf(fields.text("use"));
  }

  static Interval skill(JsonObject fields) {
    String[] numbers = fields.text("skill").split(" ", 3);
    return new Interval(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Double.parseDouble(numbers[2]));
  }
}
