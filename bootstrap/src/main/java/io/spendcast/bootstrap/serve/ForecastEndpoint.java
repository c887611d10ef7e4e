package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.PurchaseTiles;
import io.spendcast.bootstrap.serve.ForecastAnswer.Reasons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /forecast}: purchases of one or many customers in, their forecasts out. */
final class ForecastEndpoint {
  private static final int MOST_REASONS = 1_000;
  private static final Set<String> ONE = Set.of("customer", "purchases");
  private static final Set<String> ALONE = Set.of("customer", "purchases", "currency", "reasons");
  private static final Set<String> MANY = Set.of("customers", "currency", "reasons");

  private final int mostCustomers;
  private final Meters meters;

  ForecastEndpoint(int mostCustomers, Meters meters) {
    this.mostCustomers = mostCustomers;
    this.meters = meters;
  }

  Reply answer(Field request, ForecastCustomer service) {
    request.onlyWith(request.has("customers") ? MANY : ALONE);
    PurchaseFields purchases = new PurchaseFields(service.context());
    purchases.requireCurrency(request.find("currency"));
    ForecastAnswer answer = new ForecastAnswer(service.context(), reasons(request));
    PurchaseTiles tiles = new PurchaseTiles(service.context().catalogue().target());
    List<Map<String, Object>> forecasts =
        customers(request).entrySet().stream()
            .map(
                one ->
                    answer.forecast(
                        one.getKey(), service.forecast(tiles.of(purchases.of(one.getValue())))))
            .toList();
    meters.forecast(forecasts.size());
    return Reply.json(answer.of(forecasts));
  }

  /** The purchases of each customer, in the order of the request. */
  private Map<String, Field> customers(Field request) {
    if (!request.has("customers")) {
      return Map.of(request.field("customer").text(), request.field("purchases"));
    }
    List<Field> items = request.field("customers").items();
    request
        .field("customers")
        .require(items.size() <= mostCustomers, "must be at most %s".formatted(mostCustomers));
    Map<String, Field> customers = new LinkedHashMap<>();
    for (Field item : items) {
      Field id = item.onlyWith(ONE).field("customer");
      id.require(!customers.containsKey(id.text()), "must not be there twice");
      customers.put(id.text(), item.field("purchases"));
    }
    return customers;
  }

  private static Reasons reasons(Field request) {
    return request.find("reasons").map(ForecastEndpoint::wanted).orElse(Reasons.NONE);
  }

  private static Reasons wanted(Field asked) {
    if (asked.node().isBoolean()) {
      return asked.flag() ? Reasons.ALL : Reasons.NONE;
    }
    asked.require(asked.node().isIntegralNumber(), "must be true, false or how many");
    return new Reasons(asked.count(MOST_REASONS));
  }
}
