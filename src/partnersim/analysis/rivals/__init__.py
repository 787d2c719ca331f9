"""Rival explanations of drift: which of them the patterns allow, and what each part of the model adds.

`combinations` runs the sixteen settings of the four rivals, `choice` weighs them by the patterns,
`telling` says which measures would tell them apart; `knock_outs` takes parts away one by one and two
by two, `shapley` shares out what they do together; `drift` says what drift is, `cuts` what is cut.
"""
