package io.spendcast.application.online;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A context as the text of a file, JSON that {@code docs/format.md} describes. */
public final class ContextFile {
  private static final String FORMAT = "spendcast-context";
  private static final int VERSION = 1;

  private ContextFile() {}

  /** Writes a context. */
  public static String write(ForecastContext context) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("version", VERSION);
    fields.put("model_name", context.name().value());
    fields.put("model_version", context.version());
    fields.put("as_of_date", context.asOf().toString());
    context.currency().ifPresent(currency -> fields.put("currency", currency));
    context.verdict().ifPresent(verdict -> fields.put("verdict", verdict.name()));
    context.intervals().ifPresent(found -> fields.put("intervals", found.asText()));
    context.spread().ifPresent(found -> fields.put("spread", found.asText()));
    fields.put("first_day", context.population().firstDay().toString());
    context.population().purchases().ifPresent(fit -> fields.put("purchases", fit.toString()));
    fields.put("catalogue", fields(context.catalogue()));
    fields.put("forecast", ForecastFile.fields(context.model()));
    return JsonText.of(fields) + "\n";
  }

  private static Map<String, Object> fields(Catalogue catalogue) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("channels", catalogue.channels().stream().map(Channel::name).toList());
    fields.put("horizon_days", catalogue.horizon().days());
    fields.put("gap_days", catalogue.horizon().gapDays());
    fields.put("windows", catalogue.windows());
    fields.put("categories", catalogue.categories());
    fields.put("inputs", catalogue.inputs().name());
    fields.put("target", catalogue.target().name());
    catalogue.chosenBefore().ifPresent(date -> fields.put("chosen_before", date.toString()));
    return fields;
  }

  /**
   * Reads a context back.
   *
   * @throws IllegalArgumentException naming the field, if the text is not such a file, or one of a
   *     version that is not known here
   */
  public static ForecastContext read(String text) {
    JsonObject file = JsonObject.parse(text);
    if (!file.text("format").equals(FORMAT) || file.integer("version") != VERSION) {
      throw new IllegalArgumentException("it is not %s of version %s".formatted(FORMAT, VERSION));
    }
    return new ForecastContext(
        new ModelName(file.text("model_name")),
        file.integer("model_version"),
        ForecastFile.read(file.object("forecast")),
        catalogue(file.object("catalogue")),
        AsOfDate.parse(file.text("as_of_date")),
        new PopulationPast(
            LocalDate.parse(file.text("first_day")),
            file.findText("purchases").map(PurchaseFit::parse)),
        file.findText("intervals").map(PredictionIntervals::parse),
        file.findText("spread").map(ForecastSpread::parse),
        file.findText("verdict").map(Verdict::valueOf),
        file.findText("currency"));
  }

  private static Catalogue catalogue(JsonObject fields) {
    List<Integer> windows = Arrays.stream(fields.integers("windows")).boxed().toList();
    return new Catalogue(
        fields.texts("channels").stream().map(Channel::new).toList(),
        new Horizon(fields.integer("horizon_days"), fields.integer("gap_days")),
        windows,
        fields.texts("categories"),
        Catalogue.Inputs.valueOf(fields.text("inputs")),
        SpendTarget.valueOf(fields.text("target")),
        fields.findText("chosen_before").map(AsOfDate::parse));
  }
}
