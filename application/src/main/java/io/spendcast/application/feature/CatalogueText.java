package io.spendcast.application.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the features of a model are, as JSON that {@code docs/format.md} describes. It goes with
 * each model, so that whoever has the model alone can compute them.
 */
public final class CatalogueText {
  private CatalogueText() {}

  /** Writes a catalogue. */
  public static String write(Catalogue catalogue) {
    return JsonText.of(fields(catalogue));
  }

  /** The same as an object within another text. */
  public static Map<String, Object> fields(Catalogue catalogue) {
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
   * Reads a catalogue back.
   *
   * @throws IllegalArgumentException naming the field, if the text is not one
   */
  public static Catalogue read(String text) {
    return read(JsonObject.parse(text));
  }

  /** The same from an object within another text. */
  public static Catalogue read(JsonObject fields) {
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
