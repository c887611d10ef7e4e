package com.example.service;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastContext;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.Purchase;
import io.spendcast.application.online.PurchaseTiles;
import io.spendcast.application.online.ServedForecasts;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.Channel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Forecasts over HTTP. */
public final class ForecastService {
  private final Path file;
  private final ServedForecasts served;

  ForecastService(Path file) throws IOException {
    this.file = file;
    this.served = new ServedForecasts(read());
  }

  /** Takes the file of the context and a port. */
  public static void main(String[] arguments) throws IOException {
    new ForecastService(Path.of(arguments[0])).start(Integer.parseInt(arguments[1]));
  }

  Javalin start(int port) {
    return Javalin.create(
            config -> {
              config.routes.post("/forecast", this::forecast);
              config.routes.post("/refresh", this::refresh);
              config.routes.exception(SpendcastException.class, ForecastService::refuse);
              config.routes.exception(IllegalArgumentException.class, ForecastService::refuse);
            })
        .start(port);
  }

  private ForecastContext read() throws IOException {
    return ContextFile.read(Files.readString(file));
  }

  /** What a customer bought, in any order. */
  record Line(String day, String channel, BigDecimal amount) {
    Purchase purchase() {
      return Purchase.of(LocalDate.parse(day), new Channel(channel), amount);
    }
  }

  /** What the customer will spend. */
  record Answer(double spend, String mostlyBy, int modelVersion) {
    static Answer of(ForecastCustomer.Result found) {
      String most =
          found.why().inputs().stream()
              .max(Comparator.comparingDouble(share -> Math.abs(share.amount())))
              .orElseThrow()
              .input();
      return new Answer(found.spend(), most, found.context().version());
    }
  }

  private void forecast(Context http) {
    ForecastCustomer model = served.current();
    List<Purchase> bought = Stream.of(http.bodyAsClass(Line[].class)).map(Line::purchase).toList();
    http.json(
        model
            .forecast(new PurchaseTiles(model.context().catalogue().target()).of(bought))
            .map(Answer::of)
            .orElseThrow(() -> new NotFoundResponse("no customer before " + model.asOf())));
  }

  /** After each batch; requests go on meanwhile. */
  private void refresh(Context http) throws IOException {
    served.refresh(read());
    http.status(HttpStatus.NO_CONTENT);
  }

  private static void refuse(Exception refused, Context http) {
    http.status(HttpStatus.BAD_REQUEST).result(refused.getMessage());
  }
}
