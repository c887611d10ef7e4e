package io.spendcast.bootstrap.serve;

import io.spendcast.domain.forecast.PortableModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code POST /invocations}: MLflow's scoring protocol. Rows of the model's inputs in, in any order
 * of columns and with more than those; a list of money out.
 */
final class InvocationsEndpoint {
  private static final List<String> FORMS =
      List.of("dataframe_split", "dataframe_records", "inputs", "instances");

  private final Meters meters;

  InvocationsEndpoint(Meters meters) {
    this.meters = meters;
  }

  Reply answer(Field request, PortableModel model) {
    List<double[]> rows = rows(request, model.inputs());
    List<Double> predictions = rows.stream().map(model::spend).toList();
    meters.forecast(predictions.size());
    return Reply.json(Map.of("predictions", predictions));
  }

  private static List<double[]> rows(Field request, List<String> inputs) {
    List<String> found = FORMS.stream().filter(request::has).toList();
    if (found.size() != 1) {
      throw Refusal.of("", "the request must have exactly one of " + String.join(", ", FORMS));
    }
    Field data = request.field(found.get(0));
    if (found.get(0).equals("dataframe_split")) {
      return split(data, inputs);
    }
    return data.node().isObject() ? columns(data, inputs) : records(data, inputs);
  }

  private static List<double[]> split(Field data, List<String> inputs) {
    List<String> names = data.field("columns").items().stream().map(Field::text).toList();
    int[] places = inputs.stream().mapToInt(names::indexOf).toArray();
    requireAll(data.field("columns"), names, inputs);
    return data.field("data").items().stream()
        .map(row -> picked(row, places, names.size()))
        .toList();
  }

  private static double[] picked(Field row, int[] places, int width) {
    List<Field> values = row.items();
    row.require(values.size() == width, "must have %s values, as many as columns".formatted(width));
    double[] picked = new double[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values.get(places[i]).value();
    }
    return picked;
  }

  /** What a row leaves out is unknown, if another one has it. */
  private static List<double[]> records(Field data, List<String> inputs) {
    Set<String> names = new HashSet<>();
    for (Field row : data.items()) {
      row.require(row.node().isObject(), "must be an object");
      row.node().fieldNames().forEachRemaining(names::add);
    }
    requireAll(data, names, inputs);
    return data.items().stream()
        .map(row -> inputs.stream().mapToDouble(input -> row.any(input).value()).toArray())
        .toList();
  }

  /** A list for each input, or one number where there is one row. */
  private static List<double[]> columns(Field data, List<String> inputs) {
    Map<String, List<Field>> columns = new TreeMap<>();
    List<String> names = new ArrayList<>();
    data.node().fieldNames().forEachRemaining(names::add);
    requireAll(data, names, inputs);
    for (String input : inputs) {
      Field column = data.any(input);
      columns.put(input, column.node().isArray() ? column.items() : List.of(column));
    }
    int rows = columns.values().stream().mapToInt(List::size).max().orElse(0);
    columns.forEach(
        (input, values) ->
            data.any(input)
                .require(
                    values.size() == rows, "must have %s values, as the others".formatted(rows)));
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int row = i;
      found.add(
          inputs.stream().mapToDouble(input -> columns.get(input).get(row).value()).toArray());
    }
    return found;
  }

  private static void requireAll(Field where, Collection<String> names, List<String> inputs) {
    List<String> missing = inputs.stream().filter(input -> !names.contains(input)).toList();
    where.require(missing.isEmpty(), "must have all inputs of the model; missing are " + missing);
  }
}
