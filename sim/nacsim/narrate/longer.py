"""Words of the longer questions on the page, in the same table as those of the rest."""

LONGER = {
    "longer.stop": "stop",
    "longer.far": "{n}% done…",
    "longer.ahead": "waiting for {n} other pages…",
    "next.title": "Who is in the way, and what each would need",
    "next.hint": "Whoever objects most often is asked from where on it would consent; then it is held silent, and the next "
    "one comes up.",
    "next.ask": "Ask who is in the way",
    "next.first": "First: {who}",
    "next.then": "Then: {who}",
    "next.objects": "objects in {n} of 100",
    "next.from": "{what}: from {from} on, now {now}",
    "next.to": "{what}: from {from} down, now {now}",
    "next.consents": "It consents with one of these:",
    "next.try": "Try it, with those before",
    "next.adopted": "{n} of 100 councils then adopt it.",
    "next.nothing": "Put wherever you like, no single one of {who}’s numbers makes it consent.",
    "next.how": "“Consents” means: objects in fewer than half of the councils, all else and the luck as they are; those "
    "before it in the list keep silent. Found over {n} councils at each of eleven places, so thresholds are good to a "
    "point or two.",
    "map.title": "Two numbers at once",
    "map.hint": "The chance of adoption over the whole range of two numbers. Choose a place on the map to put it in force.",
    "map.x": "Across:",
    "map.y": "Up:",
    "map.ask": "Draw the map",
    "map.cell": "{one} {x}, {two} {y}: {n} of 100 adopt it",
    "map.how": "Adopted, of 100 councils; {n} councils at each place, so by chance alone a figure may be off by {error}. "
    "The thick line parts more likely from less likely than not; the dot is where it stood when the map was asked for.",
    "sensitivity.title": "What the answer rests on",
    "sensitivity.hint": "All that is uncertain is varied together, and the variance of the answer is shared out. Takes half "
    "a minute.",
    "sensitivity.ask": "Ask what it rests on",
    "sensitivity.swings": "Adopted, of 100 councils, with each input low and high",
    "sensitivity.base": "as it stands: {n}",
    "sensitivity.table": "Shares of the variance, with 95% intervals",
    "sensitivity.input": "Input",
    "sensitivity.alone": "By itself",
    "sensitivity.all": "With others",
    "sensitivity.how": "Sobol’ indices over {points} base points of {n} councils each: fewer than nacsim sensitivity takes.",
    "discover.title": "When does it fail?",
    "discover.hint": "Looks for the simplest conditions under which the text fails more often than not. Takes some seconds.",
    "discover.ask": "Ask when it fails",
    "discover.fails": "It fails more often than not under these conditions together",
    "discover.adopts": "It is adopted more often than not under these",
    "discover.density": "true at {share} of such points ({low}–{high})",
    "discover.coverage": "covers {share} of all points where it is so ({low}–{high})",
    "discover.between": "{name} between {low} and {high}",
    "discover.above": "{name} above {low}",
    "discover.below": "{name} below {high}",
    "discover.how": "Found on one half of {points} points and judged on the other, {n} councils at each.",
}
"""Key -> words; part of `nacsim.narrate.page.WORDS`."""
