"""Rival explanations of drift: which of them the patterns allow, and what each part of the model adds.

`combinations` runs the sixteen settings of the four rivals, `model_choice` weighs them by the patterns,
`discrimination` says which measures would separate them; `knock_outs` takes parts away one by one and two
by two, `shapley` shares out what they do together; `drift` says what drift is, `ablations` what can be
taken out.
"""
